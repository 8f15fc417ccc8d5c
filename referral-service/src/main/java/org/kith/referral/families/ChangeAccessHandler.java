package org.kith.referral.families;

import java.time.Clock;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Involvements;
import org.kith.referral.households.Households;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Restricts a family to named workers, or keeps workers from it; the other services hear both lists whole. */
@Service
public class ChangeAccessHandler {

    private final Households households;
    private final Involvements involvements;
    private final AccessBook book;
    private final Timelines timelines;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ChangeAccessHandler(
            Households households,
            Involvements involvements,
            AccessBook book,
            Timelines timelines,
            Clock clock,
            ApplicationEventPublisher events) {
        this.households = households;
        this.involvements = involvements;
        this.book = book;
        this.timelines = timelines;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Both lists are these from now on.
     *
     * @throws Refusal 409 {@code access-changed-meanwhile} if they were not as they were seen
     */
    @Transactional
    public void handle(ChangeAccess command) {
        var family = command.family();
        households.hold(family);
        var before = involvements.listsOf(family.value());
        if (!before.equals(command.seen())) {
            throw new Refusal(
                    "access-changed-meanwhile",
                    "Somebody changed who may see this family while you had it open",
                    "Look at the lists as they are now and decide again");
        }
        var now = clock.instant();
        book.keep(command, now);
        if (!before.equals(command.lists())) {
            involvements.list(family.value(), command.lists());
            timelines.note(Entry.of(family.value(), Happening.ACCESS_CHANGED, null, command.by(), now));
            events.publishEvent(new AccessChanged(family, command.lists(), now));
        }
    }
}
