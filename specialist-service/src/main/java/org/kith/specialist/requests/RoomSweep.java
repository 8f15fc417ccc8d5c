package org.kith.specialist.requests;

import java.time.Clock;
import java.util.List;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** What changes with the date alone: leave that ended makes room, and a last day that came gives work to others. */
@Component
class RoomSweep {

    private static final Logger LOG = LoggerFactory.getLogger(RoomSweep.class);

    private final SpecialistRequests requests;
    private final Roster roster;
    private final Placing placing;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final List<CouncilCode> councils;

    RoomSweep(
            SpecialistRequests requests,
            Roster roster,
            Placing placing,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${kith.councils:E10000017}") List<String> councils) {
        this.requests = requests;
        this.roster = roster;
        this.placing = placing;
        this.transaction = transaction;
        this.clock = clock;
        this.councils = councils.stream().map(CouncilCode::new).toList();
    }

    /** A transaction for each practitioner, so that nobody waits long for a lock. */
    @Scheduled(
            initialDelayString = "${kith.specialist.sweep.first:1m}",
            fixedDelayString = "${kith.specialist.sweep.every:5m}")
    void sweep() {
        for (var council : councils) {
            try {
                Council.in(council, () -> {
                    roster.leftWithWork().forEach(leaver -> inTransaction(() -> handOver(leaver)));
                    roster.withRoom().forEach(free -> inTransaction(() -> placing.roomFor(free, clock.instant())));
                    return true;
                });
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Waiting requests of council {} could not be looked at", council.value(), e);
            }
        }
    }

    void handOver(PractitionerId leaver) {
        requests.lockHeldBy(leaver.value(), Lifecycle.OPEN)
                .forEach(request -> placing.takeAwayAndPlace(request, Reason.PRACTITIONER_LEFT, clock.instant()));
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }
}
