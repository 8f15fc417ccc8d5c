package org.kith.platform.drafts;

import java.util.Set;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Takes away drafts whose day has passed. */
class DraftSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DraftSweep.class);

    private final DraftStore drafts;

    DraftSweep(DraftStore drafts) {
        this.drafts = drafts;
    }

    @Scheduled(initialDelayString = "${kith.drafts.sweep-first:1m}", fixedDelayString = "${kith.drafts.sweep-every:1h}")
    void sweep() {
        try {
            for (var council : drafts.councils()) {
                var itself = new Who("drafts", council, Who.Kind.SERVICE, Set.of(), null);
                int gone = Council.in(new CouncilCode(council), () -> Acting.as(itself, drafts::clear));
                if (gone > 0) {
                    LOG.info("{} drafts of {} were past their day and are gone", gone, council);
                }
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Drafts past their day could not be taken away; the next sweep does it", away);
        }
    }
}
