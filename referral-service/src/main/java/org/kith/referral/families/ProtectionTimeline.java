package org.kith.referral.families;

import org.kith.referral.households.AddressProtected;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** That a known family's address was protected is on its time line, whatever brought it about. */
@Component
class ProtectionTimeline {

    private final Timelines timelines;

    ProtectionTimeline(Timelines timelines) {
        this.timelines = timelines;
    }

    @EventListener
    void on(AddressProtected event) {
        timelines.note(Entry.of(event.family().value(), Happening.ADDRESS_PROTECTED, null, event.by(), event.at()));
    }
}
