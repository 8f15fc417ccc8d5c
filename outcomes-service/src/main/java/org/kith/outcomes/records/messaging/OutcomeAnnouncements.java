package org.kith.outcomes.records.messaging;

import org.kith.contracts.outcomes.OutcomeRecordedV1;
import org.kith.outcomes.records.OutcomeRecorded;
import org.kith.platform.outbox.Outbox;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What we tell performance teams when an outcome is recorded, corrected or withdrawn. */
@Component
class OutcomeAnnouncements {

    private final Outbox outbox;

    OutcomeAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(OutcomeRecorded event) {
        var outcome = event.outcome();
        outbox.announce(new OutcomeRecordedV1(
                outcome.id().value(),
                outcome.family().value(),
                outcome.child().value(),
                outcome.kind().name(),
                outcome.happenedOn(),
                event.teamCode(),
                outcome.corrects() == null ? null : outcome.corrects().value(),
                outcome.withdrawn(),
                outcome.recordedAt()));
    }
}
