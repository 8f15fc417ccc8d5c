package org.kith.specialist.practitioners;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;

/** Somebody who works in one or more disciplines, embedded in one team or pooled, with one capacity for everything. */
@Entity
class Practitioner {

    @Id
    private UUID practitionerId;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it.
    private String council;

    private String[] disciplines;
    private @Nullable String teamCode;
    private int capacity;
    private int held;
    private @Nullable String email;
    private boolean digestWanted;
    private @Nullable LocalDate leaveFrom;
    private @Nullable LocalDate leaveUntil;
    private @Nullable LocalDate leftOn;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields; rows are made by the database, see Practitioners.
    protected Practitioner() {}

    /** What is known of them anew; a further discipline is added to those they have. */
    void registeredAs(Discipline discipline, @Nullable String team, int room, @Nullable String mailbox) {
        var all = disciplines();
        all.add(discipline);
        disciplines = all.stream().map(Discipline::name).toArray(String[]::new);
        teamCode = team;
        capacity = room;
        email = mailbox;
        leftOn = null;
    }

    /** Why they cannot take one more request now; empty if they can. */
    Optional<Refusal> whyNot(Discipline discipline, String team, LocalDate today) {
        if (hasLeft(today)) {
            return Optional.of(new Refusal("practitioner-left", "This practitioner no longer works as a specialist"));
        }
        if (!disciplines().contains(discipline)) {
            return Optional.of(new Refusal(
                    "wrong-discipline",
                    "This practitioner does not work in " + discipline.words(),
                    "Choose somebody of the discipline the request asks for"));
        }
        if (teamCode != null && !teamCode.equals(team)) {
            return Optional.of(new Refusal(
                    "practitioner-of-another-team",
                    "This practitioner is embedded in team " + teamCode,
                    "Choose somebody of team " + team + " or of the pool"));
        }
        if (isAway(today)) {
            return Optional.of(new Refusal("practitioner-away", "This practitioner is on leave"));
        }
        if (held >= capacity) {
            return Optional.of(new Refusal(
                    "practitioner-full",
                    "This practitioner holds %d of %d requests".formatted(held, capacity),
                    "Let them finish one first, or raise their capacity"));
        }
        return Optional.empty();
    }

    void takeOne() {
        held++;
    }

    void letOneGo() {
        if (held == 0) {
            throw new IllegalStateException("A practitioner who holds nothing lets one go");
        }
        held--;
    }

    void awayFor(LocalDate from, LocalDate until) {
        leaveFrom = from;
        leaveUntil = until;
    }

    void leavesOn(LocalDate day) {
        leftOn = day;
    }

    void isBack() {
        leftOn = null;
    }

    void worksIn(@Nullable String team) {
        teamCode = team;
    }

    void wantsDigest(boolean wanted) {
        digestWanted = wanted;
    }

    boolean hasLeft(LocalDate today) {
        return leftOn != null && !leftOn.isAfter(today);
    }

    boolean isAway(LocalDate today) {
        return leaveFrom != null && leaveUntil != null && !leaveFrom.isAfter(today) && !leaveUntil.isBefore(today);
    }

    PractitionerId id() {
        return new PractitionerId(practitionerId);
    }

    Set<Discipline> disciplines() {
        var all = EnumSet.noneOf(Discipline.class);
        Arrays.stream(disciplines).map(Discipline::valueOf).forEach(all::add);
        return all;
    }

    Candidate asCandidate(LocalDate today) {
        return new Candidate(id(), teamCode != null, capacity, held, isAway(today));
    }

    PractitionerRow row(LocalDate today) {
        return new PractitionerRow(
                practitionerId, disciplines(), teamCode, capacity, held, isAway(today), hasLeft(today), digestWanted);
    }

    Optional<String> mailbox() {
        return digestWanted ? Optional.ofNullable(email) : Optional.empty();
    }

    @Nullable String teamCode() {
        return teamCode;
    }
}
