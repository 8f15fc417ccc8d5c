package org.kith.allocation.families.messaging;

import org.kith.allocation.families.FamilyAllocated;
import org.kith.allocation.families.FamilyClosed;
import org.kith.allocation.families.FamilyLetGo;
import org.kith.allocation.families.FamilyTransferred;
import org.kith.allocation.families.FamilyWaits;
import org.kith.allocation.families.LeadPractitionerNamed;
import org.kith.allocation.teams.TeamCode;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.allocation.LeadPractitionerNamedV1;
import org.kith.platform.outbox.Outbox;
import org.kith.platform.security.Role;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the other services are told about where families stand. */
@Component
class FamilyAnnouncements {

    private final Outbox outbox;

    FamilyAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(FamilyAllocated event) {
        outbox.announce(new FamilyAllocatedV1(
                event.family().value(),
                event.referral().value(),
                event.team().value(),
                event.reason().name(),
                event.at()));
    }

    @EventListener
    void on(FamilyWaits event) {
        outbox.announce(new FamilyWaitingV1(
                event.family().value(),
                event.referral().value(),
                event.reason().name(),
                Role.ALLOCATION_DUTY.name(),
                event.since(),
                event.limitAt()));
    }

    @EventListener
    void on(FamilyTransferred event) {
        outbox.announce(new FamilyTransferredV1(
                event.family().value(),
                event.from().value(),
                event.to().value(),
                event.reason().name(),
                event.at()));
    }

    @EventListener
    void on(LeadPractitionerNamed event) {
        outbox.announce(new LeadPractitionerNamedV1(
                event.family().value(), event.team().value(), event.worker().value(), event.at()));
    }

    /** The same as a team's closing to whoever hears it, but that no team is named. */
    @EventListener
    void on(FamilyLetGo event) {
        outbox.announce(new FamilyClosedV1(
                event.family().value(), TeamCode.COUNTY, event.reason().name(), event.at()));
    }

    @EventListener
    void on(FamilyClosed event) {
        outbox.announce(new FamilyClosedV1(
                event.family().value(), event.team().value(), event.reason().name(), event.at()));
    }
}
