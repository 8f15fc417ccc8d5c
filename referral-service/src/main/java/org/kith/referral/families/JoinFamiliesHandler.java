package org.kith.referral.families;

import java.time.Clock;
import java.util.List;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Involvements;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.matching.Matching;
import org.kith.referral.referrals.FollowFamily;
import org.kith.referral.referrals.ReferralBook;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Joins two families: people, places, protection, referrals and everybody's involvement go on under the survivor. */
@Service
public class JoinFamiliesHandler {

    private final Households households;
    private final HouseholdBook book;
    private final Matching matching;
    private final ReferralBook referrals;
    private final FollowFamily follow;
    private final Involvements involvements;
    private final Timelines timelines;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    JoinFamiliesHandler(
            Households households,
            HouseholdBook book,
            Matching matching,
            ReferralBook referrals,
            FollowFamily follow,
            Involvements involvements,
            Timelines timelines,
            Clock clock,
            ApplicationEventPublisher events) {
        this.households = households;
        this.book = book;
        this.matching = matching;
        this.referrals = referrals;
        this.follow = follow;
        this.involvements = involvements;
        this.timelines = timelines;
        this.clock = clock;
        this.events = events;
    }

    /** The survivor, which may itself be the one that the named survivor was joined into before. */
    @Transactional
    public FamilyId handle(JoinFamilies command) {
        var survivor = book.goesOnAs(command.survivor()).orElseThrow(Refusal::notFound);
        var absorbed = command.absorbed();
        var now = clock.instant();
        households.hold(survivor, absorbed);
        recognisePeople(survivor, absorbed);
        households.join(survivor, absorbed, now, command.reason());
        matching.joined(survivor, absorbed);
        follow.handle(survivor, absorbed);
        involvements.joined(survivor.value(), absorbed.value(), now);
        timelines.note(Entry.of(survivor.value(), Happening.FAMILIES_JOINED, null, command.by(), now));
        events.publishEvent(new FamiliesJoined(survivor, absorbed, command.by(), now));
        return survivor;
    }

    private void recognisePeople(FamilyId survivor, FamilyId absorbed) {
        referrals
                .about(List.of(absorbed))
                .forEach(referral -> households.same(
                        matching.sameAs(book.toldIn(referral.referral().value(), false), survivor)));
    }
}
