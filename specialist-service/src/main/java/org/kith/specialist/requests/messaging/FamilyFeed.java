package org.kith.specialist.requests.messaging;

import java.util.List;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.kith.specialist.requests.CloseFamily;
import org.kith.specialist.requests.CloseFamilyHandler;
import org.kith.specialist.requests.FamilyFiles;
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
            FamilyFiles files,
            NoteTeamHandler team,
            MoveToTeamHandler move,
            CloseFamilyHandler close) {
        return involvement
                .addTo(feeds.hear("allocation", "specialist.families"))
                .ahead(facts -> files.lookAhead(familiesOf(facts), referralsOf(facts)))
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

    private static List<FamilyId> familiesOf(List<? extends Announcement> facts) {
        return facts.stream()
                .filter(fact -> fact instanceof FamilyAllocatedV1
                        || fact instanceof FamilyTransferredV1
                        || fact instanceof FamilyClosedV1)
                .map(fact -> new FamilyId(UUID.fromString(fact.key())))
                .toList();
    }

    private static List<ReferralId> referralsOf(List<? extends Announcement> facts) {
        return facts.stream()
                .filter(FamilyAllocatedV1.class::isInstance)
                .map(fact -> new ReferralId(((FamilyAllocatedV1) fact).referralId()))
                .toList();
    }
}
