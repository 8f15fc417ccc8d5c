package org.kith.allocation.families.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.families.AllocateFamily;
import org.kith.allocation.families.AllocateFamilyHandler;
import org.kith.allocation.families.FamilyId;
import org.kith.allocation.families.JoinFamilies;
import org.kith.allocation.families.JoinFamiliesHandler;
import org.kith.allocation.families.KnownPlaces;
import org.kith.allocation.families.ProtectPlaceHandler;
import org.kith.allocation.families.ReferralId;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;
import org.kith.contracts.Announcement;
import org.kith.contracts.referral.FamilyAddressProtectedV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the front door tells us: families to allocate, families to protect, and families that turned out to be one. */
@Configuration(proxyBeanMethods = false)
class ReferralFeed {

    @Bean
    Feed referrals(
            Feeds feeds,
            InvolvementReactions involved,
            KnownPlaces places,
            AllocateFamilyHandler allocateFamily,
            ProtectPlaceHandler protectPlace,
            JoinFamiliesHandler joinFamilies) {
        var feed = feeds.hear("referral", "allocation.referrals")
                .ahead(facts -> lookAhead(places, facts))
                .on(
                        ReferralAcceptedV1.class,
                        accepted -> allocateFamily.handle(new AllocateFamily(
                                new FamilyId(accepted.familyId()),
                                new ReferralId(accepted.referralId()),
                                area(accepted.areaCode()),
                                district(accepted.districtCode()),
                                accepted.addressProtected(),
                                accepted.immediateDanger(),
                                accepted.acceptedAt())))
                .on(FamilyAddressProtectedV1.class, fact -> protectPlace.handle(new FamilyId(fact.familyId())))
                .on(FamilyJoinedV1.class, joined -> {
                    // the absorbed stream's copy is its last fact: all that was accepted under that id has been
                    // answered
                    if (joined.familyId().equals(joined.absorbedFamilyId())) {
                        joinFamilies.handle(new JoinFamilies(
                                new FamilyId(joined.survivorFamilyId()),
                                new FamilyId(joined.absorbedFamilyId()),
                                joined.joinedAt()));
                    }
                });
        return involved.addTo(feed);
    }

    private static void lookAhead(KnownPlaces places, List<? extends Announcement> facts) {
        var accepted = facts.stream()
                .filter(ReferralAcceptedV1.class::isInstance)
                .map(ReferralAcceptedV1.class::cast)
                .toList();
        places.lookAhead(
                accepted.stream().map(fact -> new FamilyId(fact.familyId())).toList(),
                accepted.stream().map(fact -> new ReferralId(fact.referralId())).toList());
    }

    /** An area or district we cannot read leads to a person, like one that was not said. */
    private static @Nullable AreaCode area(@Nullable String code) {
        return code == null || !AreaCode.isOne(code) ? null : new AreaCode(code);
    }

    private static @Nullable DistrictCode district(@Nullable String code) {
        return code == null || !DistrictCode.isOne(code) ? null : new DistrictCode(code);
    }
}
