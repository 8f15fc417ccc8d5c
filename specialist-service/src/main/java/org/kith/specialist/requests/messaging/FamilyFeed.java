package org.kith.specialist.requests.messaging;

import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.kith.specialist.requests.CloseFamily;
import org.kith.specialist.requests.CloseFamilyHandler;
import org.kith.specialist.requests.FamilyId;
import org.kith.specialist.requests.MoveToTeam;
import org.kith.specialist.requests.MoveToTeamHandler;
import org.kith.specialist.requests.NoteTeam;
import org.kith.specialist.requests.NoteTeamHandler;
import org.kith.specialist.requests.ReferralId;
import org.kith.specialist.requests.TeamCode;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What we do when the allocation service speaks of families. */
@Configuration(proxyBeanMethods = false)
class FamilyFeed {

    @Bean
    Feed families(
            Feeds feeds,
            InvolvementReactions involvement,
            NoteTeamHandler team,
            MoveToTeamHandler move,
            CloseFamilyHandler close) {
        return involvement
                .addTo(feeds.hear("allocation", "specialist.families"))
                .on(
                        FamilyAllocatedV1.class,
                        allocated -> team.handle(new NoteTeam(
                                new FamilyId(allocated.familyId()),
                                new ReferralId(allocated.referralId()),
                                new TeamCode(allocated.teamCode()),
                                allocated.allocatedAt())))
                .on(
                        FamilyTransferredV1.class,
                        transferred -> move.handle(new MoveToTeam(
                                new FamilyId(transferred.familyId()),
                                new TeamCode(transferred.toTeamCode()),
                                transferred.transferredAt())))
                .on(
                        FamilyClosedV1.class,
                        closed -> close.handle(new CloseFamily(new FamilyId(closed.familyId()), closed.closedAt())));
    }
}
