package org.kith.referral.referrals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kith.referral.households.FamilyId;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes what happens to a referral on its family's time line. */
@Component
class ReferralTimeline {

    private final Timelines timelines;

    ReferralTimeline(Timelines timelines) {
        this.timelines = timelines;
    }

    @EventListener
    @Order(ScreeningDesk.BEFORE_IT_IS_SAID)
    void on(ReferralReceived received) {
        note(
                received.family(),
                received.referral(),
                Happening.REFERRAL_RECEIVED,
                received.sourceCode(),
                null,
                received.receivedAt());
    }

    @EventListener
    @Order(ScreeningDesk.BEFORE_IT_IS_SAID)
    void on(ReferralLookedAt looked) {
        note(looked.family(), looked.referral(), Happening.REFERRAL_LOOKED_AT, null, looked.by(), looked.at());
    }

    @EventListener
    @Order(ScreeningDesk.BEFORE_IT_IS_SAID)
    void on(ReferralMatchCorrected corrected) {
        timelines.follow(corrected.referral().value(), corrected.family().value());
        note(
                corrected.family(),
                corrected.referral(),
                Happening.FAMILY_MATCH_CORRECTED,
                null,
                corrected.by(),
                corrected.at());
    }

    @EventListener
    @Order(ScreeningDesk.BEFORE_IT_IS_SAID)
    void on(ReferralDecided decided) {
        switch (decided) {
            case ReferralDecided.Accepted accepted ->
                note(
                        accepted.family(),
                        accepted.referral(),
                        Happening.REFERRAL_ACCEPTED,
                        null,
                        accepted.by(),
                        accepted.at());
            case ReferralDecided.Declined declined ->
                note(
                        declined.family(),
                        declined.referral(),
                        Happening.REFERRAL_DECLINED,
                        declined.reasonCode(),
                        declined.by(),
                        declined.at());
            case ReferralDecided.Signposted signposted ->
                note(
                        signposted.family(),
                        signposted.referral(),
                        Happening.REFERRAL_SIGNPOSTED,
                        signposted.serviceCode(),
                        signposted.by(),
                        signposted.at());
        }
    }

    private void note(
            FamilyId family,
            ReferralId referral,
            Happening what,
            @Nullable String detail,
            @Nullable String by,
            Instant at) {
        timelines.note(new Entry(family.value(), referral.value(), what, detail, by, at));
    }
}
