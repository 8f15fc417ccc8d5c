package org.kith.gateway.screening;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks the front door on behalf of a screening worker. */
@Component
public class Screening {

    private final Neighbours neighbours;

    Screening(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Queue> queue(String token, int offset, int limit) {
        return neighbours.ask(Question.get(
                Neighbour.REFERRAL,
                token,
                Queue.class,
                "/screening?offset={offset}&limit={limit}",
                Map.of("offset", offset, "limit", limit)));
    }

    public Asked<Referral> referral(String token, UUID referralId) {
        return neighbours.ask(
                Question.get(Neighbour.REFERRAL, token, Referral.class, "/screening/{id}", Map.of("id", referralId)));
    }

    /** Says which family it is about; none for one not known before. */
    public Asked<Decided> correct(String token, UUID referralId, @Nullable UUID familyId) {
        Map<String, Object> body = familyId == null ? Map.of("notKnownBefore", true) : Map.of("familyId", familyId);
        return neighbours.ask(Question.post(
                Neighbour.REFERRAL, token, Decided.class, "/screening/{id}/family", Map.of("id", referralId), body));
    }

    public Asked<Decided> decide(String token, UUID referralId, Map<String, Object> decision) {
        return neighbours.ask(Question.post(
                Neighbour.REFERRAL,
                token,
                Decided.class,
                "/screening/{id}/decision",
                Map.of("id", referralId),
                decision));
    }

    /** Takes a file of referrals row by row. */
    public Asked<Taken> file(String token, byte[] file) {
        return neighbours.ask(Question.post(Neighbour.REFERRAL, token, Taken.class, "/referrals/csv", Map.of(), file));
    }

    /** One page of the queue. */
    public record Queue(long total, List<Item> items) {}

    /** One undecided referral. */
    public record Item(
            UUID referralId,
            String reference,
            Instant receivedAt,
            Instant decisionDueAt,
            boolean overdue,
            boolean immediateDanger,
            String sourceCode,
            int children,
            List<String> worries,
            UUID familyId,
            boolean restricted,
            boolean closedToScreening) {}

    /** Everything about one referral that helps to decide it. */
    public record Referral(
            UUID referralId,
            String reference,
            String stage,
            Instant receivedAt,
            Instant decisionDueAt,
            boolean overdue,
            boolean immediateDanger,
            Referrer referrer,
            List<Child> children,
            List<Adult> adults,
            List<Relationship> relationships,
            Address address,
            List<Worry> worries,
            String whatWasSeen,
            List<MustNotKnow> mustNotKnow,
            @Nullable String safeContact,
            @Nullable String familyKnows,
            UUID familyId,
            UUID provisionalFamilyId,
            String matchedBy,
            List<String> neededDisciplines,
            List<Candidate> candidates,
            List<Contact> otherContacts,
            @Nullable Instant lookedAt,
            @Nullable String lookedAtBy,
            @Nullable Decision decision) {

        private static final String SURVIVOR = "DOMESTIC_ABUSE_SURVIVOR";

        /** Whether it is matched to a family known before. */
        public boolean matched() {
            return !familyId.equals(provisionalFamilyId);
        }

        /** Whether whoever accepts it says if the address is protected: there is domestic abuse, and nobody asked for protection. */
        public boolean asksForProtection() {
            return neededDisciplines.contains(SURVIVOR) && !address.isProtected() && !address.unknown();
        }

        /** What a person of it is called. */
        public String nameOf(@Nullable UUID personId) {
            return Stream.concat(
                            children.stream()
                                    .filter(child -> child.personId().equals(personId))
                                    .map(child -> child.givenName() + " " + child.familyName()),
                            adults.stream()
                                    .filter(adult -> adult.personId().equals(personId))
                                    .map(adult -> adult.givenName() + " " + adult.familyName()))
                    .findFirst()
                    .orElse("Somebody");
        }
    }

    /** Who told us. */
    public record Referrer(
            String name,
            @Nullable String role,
            @Nullable String organisation,
            String sourceCode,
            String sourceText,
            @Nullable String telephone,
            @Nullable String email) {}

    /** A child as told. */
    public record Child(
            UUID personId,
            @Nullable UUID sameAs,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            @Nullable Integer ageYears,
            @Nullable LocalDate expectedOn,
            @Nullable String sex,
            @Nullable String nhsNumber,
            @Nullable String school) {}

    /** An adult as told. */
    public record Adult(
            UUID personId,
            @Nullable UUID sameAs,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            @Nullable String telephone) {}

    /** What one is to another. */
    public record Relationship(UUID from, UUID to, String kind, String text) {}

    /** Where they live. */
    public record Address(
            boolean isProtected,
            boolean unknown,
            List<String> lines,
            @Nullable String postcode) {}

    /** A worry with its text. */
    public record Worry(String code, String text) {}

    /** Who must not know. */
    public record MustNotKnow(
            @Nullable UUID personId,
            @Nullable String name,
            @Nullable String why) {}

    /** A family it may be about. */
    public record Candidate(UUID familyId, String title, List<String> evidenceFor, List<String> evidenceAgainst) {}

    /** An earlier referral. */
    public record Contact(
            UUID referralId,
            UUID familyId,
            String reference,
            Instant receivedAt,
            String stage,
            String sourceCode,
            List<String> worries) {}

    /** How it was decided. */
    public record Decision(
            Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String reasonCode,
            @Nullable String serviceCode,
            @Nullable Integer level,
            @Nullable String reason) {}

    /** What became of it. */
    public record Decided(UUID referralId, UUID familyId, String stage) {}

    /** What became of a file. */
    public record Taken(int taken, int refused, List<Row> rows) {}

    /** One row of a file. */
    public record Row(
            long row, @Nullable String reference, @Nullable List<RowError> errors) {}

    /** What is wrong in a row. */
    public record RowError(@Nullable String field, @Nullable String message) implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;
    }
}
