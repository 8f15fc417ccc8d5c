package org.kith.specialist.practitioners;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.time.WorkingDays;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is there for which work, and the one place where the work they hold is counted. Every move of the count happens under the
 * lock of the practitioner's row, in the caller's transaction.
 */
@Component
@Transactional
public class Roster {

    private final Practitioners practitioners;
    private final Clock clock;

    Roster(Practitioners practitioners, Clock clock) {
        this.practitioners = practitioners;
        this.clock = clock;
    }

    /** Everybody of the discipline in the team and in the pool, with room or without. */
    public List<Candidate> candidates(Discipline discipline, String team) {
        return practitioners.candidates(discipline.name(), team, today()).stream()
                .map(row -> row.on(today()))
                .toList();
    }

    /** Counts one more request for them, unless somebody else was faster or they cannot take it. */
    public boolean takesOne(PractitionerId id, Discipline discipline, String team) {
        var practitioner = practitioners.lock(id.value());
        if (practitioner.isEmpty()
                || practitioner.get().whyNot(discipline, team, today()).isPresent()) {
            return false;
        }
        practitioner.get().takeOne();
        return true;
    }

    /**
     * Counts one more request for them, chosen by a person.
     *
     * @throws Refusal that says why they cannot take it
     */
    public void mustTakeOne(PractitionerId id, Discipline discipline, String team) {
        var practitioner = practitioners
                .lock(id.value())
                .orElseThrow(() -> Refusal.unprocessable(
                        "unknown-practitioner",
                        "There is no such practitioner",
                        "Choose somebody from the list of practitioners"));
        practitioner.whyNot(discipline, team, today()).ifPresent(refusal -> {
            throw refusal;
        });
        practitioner.takeOne();
    }

    /** Counts one request less for them. */
    public void letsOneGo(PractitionerId id) {
        practitioners
                .lock(id.value())
                .orElseThrow(() -> new IllegalStateException("A request is held by nobody we know"))
                .letOneGo();
    }

    /** Locks their rows in one order, so that two who need the same ones never wait for each other. */
    public void lockAll(List<PractitionerId> ids) {
        ids.stream().distinct().sorted().forEach(id -> practitioners.lock(id.value()));
    }

    public Optional<PractitionerRow> row(PractitionerId id) {
        return practitioners.findByPractitionerId(id.value()).map(practitioner -> practitioner.row(today()));
    }

    /** A page of the list; all disciplines where none is named. */
    public List<PractitionerRow> rows(@Nullable Discipline discipline, int offset, int limit) {
        return practitioners.list(discipline == null ? null : discipline.name(), offset, limit).stream()
                .map(practitioner -> practitioner.row(today()))
                .toList();
    }

    /** How long the whole list is. */
    public long count(@Nullable Discipline discipline) {
        return practitioners.count(discipline == null ? null : discipline.name());
    }

    /** What they are trained for; empty for somebody who is no practitioner. */
    public Set<Discipline> disciplinesOf(UUID workerId) {
        return practitioners
                .findByPractitionerId(workerId)
                .map(Practitioner::disciplines)
                .orElse(Set.of());
    }

    /** Where their digest goes; empty for those who want none or have no mailbox. */
    public Optional<String> digestMailbox(PractitionerId id) {
        return practitioners.findByPractitionerId(id.value()).flatMap(Practitioner::mailbox);
    }

    /** Those whose last day has passed and who still hold work. */
    public List<PractitionerId> leftWithWork() {
        return practitioners.leftWithWork(today()).stream()
                .map(PractitionerId::new)
                .toList();
    }

    /** Those who could take more. */
    public List<PractitionerId> withRoom() {
        return practitioners.withRoom(today()).stream().map(PractitionerId::new).toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
    }
}
