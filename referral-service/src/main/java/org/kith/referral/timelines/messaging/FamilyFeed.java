package org.kith.referral.timelines.messaging;

import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.allocation.LeadPractitionerNamedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What we note when team allocation speaks of families: for the receipt, the family's time line and who may see it. */
@Configuration(proxyBeanMethods = false)
class FamilyFeed {

    @Bean
    Feed families(Feeds feeds, Timelines timelines, InvolvementReactions involvement) {
        var feed = feeds.hear("allocation", "referral.families")
                .on(
                        FamilyWaitingV1.class,
                        waiting -> timelines.note(Entry.of(
                                waiting.familyId(),
                                Happening.FAMILY_WAITING,
                                waiting.reasonCode(),
                                null,
                                waiting.waitingSince())))
                .on(
                        FamilyAllocatedV1.class,
                        allocated -> timelines.note(Entry.of(
                                allocated.familyId(),
                                Happening.FAMILY_ALLOCATED,
                                allocated.teamCode(),
                                null,
                                allocated.allocatedAt())))
                .on(
                        FamilyTransferredV1.class,
                        transferred -> timelines.note(Entry.of(
                                transferred.familyId(),
                                Happening.FAMILY_TRANSFERRED,
                                transferred.toTeamCode(),
                                null,
                                transferred.transferredAt())))
                .on(
                        LeadPractitionerNamedV1.class,
                        named -> timelines.note(Entry.of(
                                named.familyId(),
                                Happening.LEAD_NAMED,
                                named.teamCode(),
                                named.workerId().toString(),
                                named.namedAt())))
                .on(
                        FamilyClosedV1.class,
                        closed -> timelines.note(Entry.of(
                                closed.familyId(),
                                Happening.FAMILY_CLOSED,
                                closed.reasonCode(),
                                null,
                                closed.closedAt())));
        involvement.addTo(feed);
        return feed;
    }
}
