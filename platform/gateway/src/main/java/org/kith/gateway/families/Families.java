package org.kith.gateway.families;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks each service for its part of a family, and asks for what is done with one. */
@Component
public class Families {

    private static final String FAMILY = "/families/{id}";

    private final Neighbours neighbours;

    Families(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Who is in it. */
    public Asked<Household> household(String token, UUID id) {
        return neighbours.ask(Question.get(Neighbour.REFERRAL, token, Household.class, FAMILY, Map.of("id", id)));
    }

    /** What happened. */
    public Asked<Timeline> timeline(String token, UUID id, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.REFERRAL,
                token,
                Timeline.class,
                FAMILY + "/timeline?offset={offset}&limit={limit}",
                Map.of("id", id, "offset", offset, "limit", limit)));
    }

    /** Which team holds it, and why. */
    public Asked<Place> place(String token, UUID id) {
        return neighbours.ask(Question.get(Neighbour.ALLOCATION, token, Place.class, FAMILY, Map.of("id", id)));
    }

    /** Which specialists work with it, and what they wrote. */
    public Asked<Specialists> specialists(String token, UUID id) {
        return neighbours.ask(Question.get(Neighbour.SPECIALIST, token, Specialists.class, FAMILY, Map.of("id", id)));
    }

    /** What changed for its children. */
    public Asked<Outcomes> outcomes(String token, UUID id) {
        return neighbours.ask(Question.get(Neighbour.OUTCOMES, token, Outcomes.class, FAMILY, Map.of("id", id)));
    }

    /** Opens a protected address, for one person and one reason. */
    public Asked<Revealed> reveal(String token, UUID id, String reason) {
        return neighbours.ask(Question.post(
                Neighbour.REFERRAL,
                token,
                Revealed.class,
                FAMILY + "/address/reveal",
                Map.of("id", id),
                Map.of("reason", reason)));
    }

    /** Protects the address from now on, for a reason. */
    public Asked<Protected> protect(String token, UUID id, Map<String, Object> form) {
        return neighbours.ask(Question.post(
                Neighbour.REFERRAL, token, Protected.class, FAMILY + "/address/protect", Map.of("id", id), form));
    }

    /** The fields in whose words the family's protected address stands. */
    Asked<Found> addressIn(String token, UUID id, Map<String, String> words) {
        return neighbours.ask(Question.post(
                Neighbour.REFERRAL,
                token,
                Found.class,
                FAMILY + "/address/found-in",
                Map.of("id", id),
                Map.of("words", words)));
    }

    /** Joins another record of the same family into this one. */
    public Asked<Joined> join(String token, UUID survivor, Map<String, Object> form) {
        return neighbours.ask(
                Question.post(Neighbour.REFERRAL, token, Joined.class, FAMILY + "/join", Map.of("id", survivor), form));
    }

    /** Which workers its lists let in and keep out. */
    public Asked<Lists> lists(String token, UUID id) {
        return neighbours.ask(
                Question.get(Neighbour.REFERRAL, token, Lists.class, FAMILY + "/access", Map.of("id", id)));
    }

    /** Both lists are these from now on. */
    public Asked<Lists> changeLists(String token, UUID id, Map<String, Object> form) {
        return neighbours.ask(
                Question.post(Neighbour.REFERRAL, token, Lists.class, FAMILY + "/access", Map.of("id", id), form));
    }

    /** Families with such a list, the one longest not looked at first. */
    public Asked<Restricted> restricted(String token, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.REFERRAL,
                token,
                Restricted.class,
                "/families/restricted?offset={offset}&limit={limit}",
                Map.of("offset", offset, "limit", limit)));
    }

    /** Places, leads, transfers or closes: the act is the last part of the door's name. */
    public Asked<Place> act(String token, UUID id, String act, Map<String, Object> form) {
        return neighbours.ask(
                Question.post(Neighbour.ALLOCATION, token, Place.class, FAMILY + "/" + act, Map.of("id", id), form));
    }

    /** A family's people, address and referrals. */
    public record Household(
            UUID familyId,
            String title,
            List<Person> people,
            List<Relationship> relationships,
            Address address,
            boolean addressProtected,
            List<MustNotKnow> mustNotKnow,
            @Nullable String safeContact,
            List<ReferralLine> referrals) {

        public String nameOf(@Nullable UUID personId) {
            return people.stream()
                    .filter(person -> person.personId().equals(personId))
                    .map(Person::name)
                    .findFirst()
                    .orElse("Somebody");
        }

        public List<Person> children() {
            return people.stream()
                    .filter(person -> person.kind().equals("CHILD"))
                    .toList();
        }
    }

    /** Somebody in it. */
    public record Person(
            UUID personId,
            String kind,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            @Nullable Integer ageYears,
            @Nullable LocalDate expectedOn,
            @Nullable String sex,
            @Nullable String nhsNumber,
            @Nullable String school,
            @Nullable String telephone,
            @Nullable String childNumber) {

        public String name() {
            return givenName + " " + familyName;
        }
    }

    /** What one is to another. */
    public record Relationship(UUID from, UUID to, String kind, String text) {}

    /** Where they live. */
    public record Address(
            boolean isProtected,
            boolean unknown,
            List<String> lines,
            @Nullable String postcode,
            @Nullable Boolean mayBeOpened,
            @Nullable Boolean mayBeProtected) {

        /** Whether there is a way to open it, with a reason. */
        public boolean isToBeOpened() {
            return !Boolean.FALSE.equals(mayBeOpened);
        }

        /** Whether there is a way to protect it. */
        public boolean isToBeProtected() {
            return Boolean.TRUE.equals(mayBeProtected);
        }
    }

    /** Who must not know. */
    public record MustNotKnow(
            @Nullable UUID personId,
            @Nullable String name,
            @Nullable String why) {}

    /** One referral about it. */
    public record ReferralLine(UUID referralId, String reference, Instant receivedAt, String stage) {}

    /** What happened, newest first. */
    public record Timeline(long total, List<Happening> items) {}

    /** One thing that happened. */
    public record Happening(
            Instant at,
            String text,
            String code,
            @Nullable String detail,
            @Nullable String by) {

        /** These name whose work began or ended, which may be by somebody else's doing, such as when families are joined. */
        private static final Set<String> GIVEN_TO = Set.of("LEAD_NAMED", "SPECIALIST_ASSIGNED", "SPECIALIST_ENDED");

        /** Whether {@code by} is whom it happened to. */
        public boolean isAboutWhoIsNamed() {
            return GIVEN_TO.contains(code);
        }
    }

    /** Where it stands with the teams. */
    public record Place(
            UUID familyId,
            String state,
            @Nullable String teamCode,
            @Nullable String teamName,
            @Nullable UUID leadWorkerId,
            @Nullable String leadName,
            Instant since,
            List<Decision> decisions,
            @Nullable Wait waiting,
            @Nullable Instant leadBy,
            @Nullable Task afterJoin) {}

    /** What the manager of its team has to settle, and until when. */
    public record Task(String text, Instant since, Instant limitAt, boolean overdue) {}

    /** One decision about its team or lead. */
    public record Decision(
            Instant at,
            @Nullable String teamCode,
            String outcome,
            String reasonCode,
            List<String> reasons,
            @Nullable String runnerUp,
            @Nullable String note,
            String by,
            @Nullable String byName) {}

    /** Why and until when it waits for a team. */
    public record Wait(
            String reasonCode,
            String reasonText,
            String ownerCode,
            Instant since,
            Instant limitAt,
            boolean overdue,
            boolean urgent,
            @Nullable String wantedTeam) {}

    /** Specialists' requests and entries, as far as this reader may see them. */
    public record Specialists(
            UUID familyId,
            List<Request> requests,
            List<Practitioner> practitioners,
            long total,
            List<Input> inputs,
            @Nullable String withheld) {}

    /** One request for a discipline. */
    public record Request(
            UUID requestId,
            String discipline,
            String disciplineText,
            String state,
            String teamCode,
            boolean urgent,
            @Nullable UUID practitionerId,
            Instant requestedAt,
            @Nullable Instant assignedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant waitingSince,
            @Nullable Instant limitAt,
            @Nullable Instant endedAt,
            @Nullable String endReason) {

        public boolean waiting() {
            return state.equals("WAITING");
        }

        /** Whether somebody has it and has not said whether they take it on. */
        public boolean toAccept() {
            return state.equals("ASSIGNED");
        }

        /** Where it stands, in words. */
        public String words() {
            return switch (state) {
                case "WAITING" -> "Waits: nobody has it yet";
                case "ASSIGNED" -> "Given, not yet accepted";
                case "ACCEPTED" -> "At work";
                case "FINISHED" -> "Finished";
                default -> "Ended";
            };
        }
    }

    /** Somebody who works with it now. */
    public record Practitioner(UUID practitionerId, String discipline, Instant since) {}

    /** One entry of a specialist; its text is absent where the words are kept from this reader. */
    public record Input(
            UUID inputId,
            UUID requestId,
            String discipline,
            UUID practitionerId,
            String kindCode,
            Instant happenedAt,
            Instant recordedAt,
            @Nullable String text) {}

    /** Its times with the service and its children's outcomes. */
    public record Outcomes(UUID familyId, List<UUID> childIds, List<Journey> journeys, List<Outcome> outcomes) {}

    /** One time with the service. */
    public record Journey(
            UUID journeyId,
            Instant openedAt,
            @Nullable Instant allocatedAt,
            @Nullable String teamCode,
            @Nullable Instant firstHelpAt,
            @Nullable Instant closedAt,
            @Nullable String reasonCode) {}

    /** One outcome of one child. */
    public record Outcome(
            UUID outcomeId,
            UUID childId,
            String kindCode,
            String kindText,
            LocalDate happenedOn,
            boolean withdrawn,
            boolean standing,
            @Nullable String note,
            Instant recordedAt,
            String recordedBy) {}

    /** A protected address, opened. */
    public record Revealed(UUID familyId, List<Opened> addresses, List<String> words) {

        @Override
        public String toString() {
            return "Revealed[not shown]";
        }
    }

    /** One address out of the vault. */
    public record Opened(List<String> lines, @Nullable String postcode, Instant saidAt) {

        @Override
        public String toString() {
            return "Opened[not shown]";
        }
    }

    /** Whether the address is protected now. */
    public record Protected(UUID familyId, boolean addressProtected) {}

    /** Fields with a protected address in them. */
    record Found(List<String> fields) {}

    /** The family that goes on. */
    public record Joined(UUID familyId) {}

    /** Who may see it, and who never. */
    public record Lists(
            UUID familyId,
            boolean restricted,
            List<UUID> onlyThese,
            List<UUID> never,
            List<UUID> worksWithIt,
            @Nullable String reason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant lookAgainBy) {}

    /** One page of families with a list. */
    public record Restricted(long total, List<RestrictedFamily> items) {}

    /** One of them; {@code named} is absent where it is not restricted. */
    public record RestrictedFamily(
            UUID familyId,
            @Nullable Integer named,
            int kept,
            @Nullable Instant decidedAt,
            @Nullable Instant lookAgainBy) {

        /** What its lists come to. */
        public String says() {
            var only = named == null
                    ? ""
                    : named == 0
                            ? "Nobody may see it"
                            : named == 1 ? "1 worker may see it" : named + " workers may see it";
            var never = kept == 0 ? "" : kept == 1 ? "1 worker never" : kept + " workers never";
            return only.isEmpty() ? never + " may see it" : never.isEmpty() ? only : only + ", " + never;
        }

        /** Whether it was to be looked at again before now. */
        public boolean overdue(Instant now) {
            return lookAgainBy != null && lookAgainBy.isBefore(now);
        }
    }
}
