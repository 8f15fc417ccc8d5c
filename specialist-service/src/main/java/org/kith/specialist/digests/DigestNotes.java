package org.kith.specialist.digests;

import com.github.f4b6a3.uuid.UuidCreator;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.requests.SpecialistAssigned;
import org.kith.specialist.requests.SpecialistEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes new assignments for the next digest, and strikes out what ended before it was sent. */
@Component
class DigestNotes {

    private final DigestLines lines;
    private final Roster roster;

    DigestNotes(DigestLines lines, Roster roster) {
        this.lines = lines;
        this.roster = roster;
    }

    @EventListener
    void on(SpecialistAssigned assigned) {
        if (roster.digestMailbox(assigned.practitioner()).isPresent()) {
            lines.add(UuidCreator.getTimeOrderedEpoch(), assigned);
        }
    }

    @EventListener
    void on(SpecialistEnded ended) {
        lines.forget(ended.request().value());
    }
}
