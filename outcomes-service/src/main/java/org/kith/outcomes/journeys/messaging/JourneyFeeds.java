package org.kith.outcomes.journeys.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.allocation.LeadPractitionerNamedV1;
import org.kith.contracts.allocation.TeamChangedV1;
import org.kith.contracts.allocation.TeamWentLiveV1;
import org.kith.contracts.allocation.WorkerJoinedTeamV1;
import org.kith.contracts.allocation.WorkerLeftV1;
import org.kith.contracts.referral.FamilyAccessChangedV1;
import org.kith.contracts.referral.FamilyAddressProtectedV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralDeclinedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.contracts.referral.ReferralSignpostedV1;
import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.contracts.specialist.SpecialistEndedV1;
import org.kith.contracts.specialist.SpecialistInputRecordedV1;
import org.kith.contracts.specialist.SpecialistRequestedV1;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FactKind;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.journeys.HeardFact;
import org.kith.outcomes.journeys.KnowTeam;
import org.kith.outcomes.journeys.KnowTeamHandler;
import org.kith.outcomes.journeys.ReferralId;
import org.kith.outcomes.journeys.SameChild;
import org.kith.platform.inbox.Envelope;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.kith.platform.time.WorkingDays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything the other services say about families and teams, heard whole. */
@Configuration(proxyBeanMethods = false)
class JourneyFeeds {

    /** Stands where a team would in a closing by the queue. */
    private static final String NO_TEAM = "COUNTY";

    private final HearFactHandler hear;
    private final KnowTeamHandler knowTeam;

    private final InvolvementReactions involvement;

    JourneyFeeds(HearFactHandler hear, KnowTeamHandler knowTeam, InvolvementReactions involvement) {
        this.involvement = involvement;
        this.hear = hear;
        this.knowTeam = knowTeam;
    }

    @Bean
    Feed referrals(Feeds feeds) {
        return involvement
                .addTo(feeds.hear("referral", "outcomes.referrals"))
                .on(
                        ReferralReceivedV1.class,
                        (fact, envelope) -> hear.handle(aboutReferral(
                                FactKind.REFERRAL_RECEIVED,
                                envelope,
                                fact.familyId(),
                                fact.referralId(),
                                fact.childIds(),
                                fact.sourceCode(),
                                fact.receivedAt(),
                                fact.receivedAt())))
                .on(
                        ReferralAcceptedV1.class,
                        (fact, envelope) -> hear.handle(aboutReferral(
                                FactKind.REFERRAL_ACCEPTED,
                                envelope,
                                fact.familyId(),
                                fact.referralId(),
                                fact.childIds(),
                                null,
                                fact.receivedAt(),
                                fact.acceptedAt())))
                .on(
                        ReferralDeclinedV1.class,
                        (fact, envelope) -> hear.handle(aboutReferral(
                                FactKind.REFERRAL_DECLINED,
                                envelope,
                                fact.familyId(),
                                fact.referralId(),
                                fact.childIds(),
                                fact.reasonCode(),
                                fact.receivedAt(),
                                fact.declinedAt())))
                .on(
                        ReferralSignpostedV1.class,
                        (fact, envelope) -> hear.handle(aboutReferral(
                                FactKind.REFERRAL_SIGNPOSTED,
                                envelope,
                                fact.familyId(),
                                fact.referralId(),
                                fact.childIds(),
                                fact.serviceCode(),
                                fact.receivedAt(),
                                fact.signpostedAt())))
                .on(
                        FamilyJoinedV1.class,
                        (fact, envelope) -> hear.handle(
                                new HeardFact(
                                        envelope.id(),
                                        FactKind.FAMILY_JOINED,
                                        envelope.publisher(),
                                        envelope.key(),
                                        envelope.sequence(),
                                        new FamilyId(fact.familyId()),
                                        null,
                                        List.of(),
                                        null,
                                        null,
                                        fact.joinedAt(),
                                        null,
                                        new FamilyId(fact.survivorFamilyId()),
                                        new FamilyId(fact.absorbedFamilyId()),
                                        envelope.occurredAt()),
                                sameChildren(fact)))
                .on(
                        FamilyAccessChangedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.ACCESS_CHANGED,
                                envelope,
                                fact.familyId(),
                                null,
                                null,
                                null,
                                fact.changedAt())))
                .on(
                        FamilyAddressProtectedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.ADDRESS_PROTECTED,
                                envelope,
                                fact.familyId(),
                                null,
                                null,
                                null,
                                fact.protectedAt())));
    }

    private static List<SameChild> sameChildren(FamilyJoinedV1 fact) {
        return fact.sameChildren().entrySet().stream()
                .map(pair -> new SameChild(new ChildId(pair.getKey()), new ChildId(pair.getValue())))
                .toList();
    }

    @Bean
    Feed families(Feeds feeds) {
        return involvement
                .addTo(feeds.hear("allocation", "outcomes.families"))
                .on(
                        FamilyAllocatedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.FAMILY_ALLOCATED,
                                envelope,
                                fact.familyId(),
                                fact.referralId(),
                                fact.teamCode(),
                                fact.reasonCode(),
                                fact.allocatedAt())))
                .on(
                        FamilyWaitingV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.FAMILY_WAITING,
                                envelope,
                                fact.familyId(),
                                fact.referralId(),
                                null,
                                fact.reasonCode(),
                                fact.waitingSince())))
                .on(
                        FamilyTransferredV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.FAMILY_TRANSFERRED,
                                envelope,
                                fact.familyId(),
                                null,
                                fact.toTeamCode(),
                                fact.reasonCode(),
                                fact.transferredAt())))
                .on(
                        LeadPractitionerNamedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.LEAD_NAMED,
                                envelope,
                                fact.familyId(),
                                null,
                                fact.teamCode(),
                                null,
                                fact.namedAt())))
                .on(
                        FamilyClosedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.FAMILY_CLOSED,
                                envelope,
                                fact.familyId(),
                                null,
                                NO_TEAM.equals(fact.teamCode()) ? null : fact.teamCode(),
                                fact.reasonCode(),
                                fact.closedAt())));
    }

    @Bean
    Feed teams(Feeds feeds) {
        return involvement
                .addTo(feeds.hear("allocation", "outcomes.teams"))
                .on(TeamWentLiveV1.class, (fact, envelope) -> {
                    hear.handle(aboutTeam(
                            FactKind.TEAM_WENT_LIVE, envelope, fact.teamCode(), fact.districtCode(), fact.liveFrom()));
                    knowTeam.handle(new KnowTeam(fact.teamCode(), fact.name(), fact.districtCode(), fact.liveFrom()));
                })
                .on(TeamChangedV1.class, (fact, envelope) -> {
                    hear.handle(aboutTeam(
                            FactKind.TEAM_CHANGED,
                            envelope,
                            fact.teamCode(),
                            fact.districtCode(),
                            fact.effectiveFrom()));
                    knowTeam.handle(new KnowTeam(fact.teamCode(), fact.name(), fact.districtCode(), null));
                })
                .on(
                        WorkerJoinedTeamV1.class,
                        (fact, envelope) -> hear.handle(aboutTeam(
                                FactKind.WORKER_JOINED, envelope, fact.teamCode(), fact.roleCode(), fact.joinedOn())))
                .on(
                        WorkerLeftV1.class,
                        (fact, envelope) -> hear.handle(aboutTeam(
                                FactKind.WORKER_LEFT, envelope, fact.teamCode(), fact.roleCode(), fact.leftOn())));
    }

    @Bean
    Feed specialists(Feeds feeds) {
        return involvement
                .addTo(feeds.hear("specialist", "outcomes.specialists"))
                .on(
                        SpecialistRequestedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.SPECIALIST_REQUESTED,
                                envelope,
                                fact.familyId(),
                                null,
                                fact.teamCode(),
                                null,
                                fact.requestedAt())))
                .on(
                        SpecialistAssignedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.SPECIALIST_ASSIGNED,
                                envelope,
                                fact.familyId(),
                                null,
                                fact.teamCode(),
                                null,
                                fact.assignedAt())))
                .on(
                        SpecialistInputRecordedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.INPUT_RECORDED,
                                envelope,
                                fact.familyId(),
                                null,
                                null,
                                fact.kindCode(),
                                fact.happenedAt())))
                .on(
                        SpecialistEndedV1.class,
                        (fact, envelope) -> hear.handle(aboutFamily(
                                FactKind.SPECIALIST_ENDED,
                                envelope,
                                fact.familyId(),
                                null,
                                null,
                                fact.reasonCode(),
                                fact.endedAt())));
    }

    private static HeardFact aboutReferral(
            FactKind kind,
            Envelope envelope,
            UUID family,
            UUID referral,
            List<UUID> children,
            @Nullable String code,
            Instant receivedAt,
            Instant at) {
        return new HeardFact(
                envelope.id(),
                kind,
                envelope.publisher(),
                envelope.key(),
                envelope.sequence(),
                new FamilyId(family),
                new ReferralId(referral),
                children.stream().map(ChildId::new).toList(),
                null,
                code,
                at,
                receivedAt,
                null,
                null,
                envelope.occurredAt());
    }

    private static HeardFact aboutFamily(
            FactKind kind,
            Envelope envelope,
            UUID family,
            @Nullable UUID referral,
            @Nullable String teamCode,
            @Nullable String code,
            Instant at) {
        return new HeardFact(
                envelope.id(),
                kind,
                envelope.publisher(),
                envelope.key(),
                envelope.sequence(),
                new FamilyId(family),
                referral == null ? null : new ReferralId(referral),
                List.of(),
                teamCode,
                code,
                at,
                null,
                null,
                null,
                envelope.occurredAt());
    }

    private static HeardFact aboutTeam(
            FactKind kind, Envelope envelope, String teamCode, String code, LocalDate effectiveOn) {
        return new HeardFact(
                envelope.id(),
                kind,
                envelope.publisher(),
                envelope.key(),
                envelope.sequence(),
                null,
                null,
                List.of(),
                teamCode,
                code,
                effectiveOn.atStartOfDay(WorkingDays.ZONE).toInstant(),
                null,
                null,
                null,
                envelope.occurredAt());
    }
}
