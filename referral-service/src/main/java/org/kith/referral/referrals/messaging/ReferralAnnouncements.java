package org.kith.referral.referrals.messaging;

import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralDeclinedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.contracts.referral.ReferralSignpostedV1;
import org.kith.platform.outbox.Outbox;
import org.kith.referral.referrals.ReferralDecided;
import org.kith.referral.referrals.ReferralReceived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What we tell the other services about referrals: ids, codes and times, and nothing anybody said. */
@Component
class ReferralAnnouncements {

    private final Outbox outbox;

    ReferralAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(ReferralReceived event) {
        outbox.announce(new ReferralReceivedV1(
                event.referral().value(),
                event.provisional().value(),
                event.children(),
                event.sourceCode(),
                event.immediateDanger(),
                event.receivedAt(),
                event.decisionDueAt()));
    }

    @EventListener
    void on(ReferralDecided.Accepted event) {
        outbox.announce(new ReferralAcceptedV1(
                event.referral().value(),
                event.family().value(),
                event.provisional().value(),
                event.children(),
                event.whereabouts().areaCode(),
                event.whereabouts().districtCode(),
                event.whereabouts().addressProtected(),
                event.neededDisciplines().stream().map(Enum::name).toList(),
                event.immediateDanger(),
                event.receivedAt(),
                event.at()));
    }

    @EventListener
    void on(ReferralDecided.Declined event) {
        outbox.announce(new ReferralDeclinedV1(
                event.referral().value(),
                event.provisional().value(),
                event.children(),
                event.reasonCode(),
                event.receivedAt(),
                event.at()));
    }

    @EventListener
    void on(ReferralDecided.Signposted event) {
        outbox.announce(new ReferralSignpostedV1(
                event.referral().value(),
                event.provisional().value(),
                event.children(),
                event.serviceCode(),
                event.receivedAt(),
                event.at()));
    }
}
