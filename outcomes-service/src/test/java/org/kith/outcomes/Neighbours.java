package org.kith.outcomes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyTransferredV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralDeclinedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.contracts.referral.ReferralSignpostedV1;
import org.kith.contracts.specialist.SpecialistInputRecordedV1;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FactKind;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.journeys.HeardFact;
import org.kith.outcomes.journeys.ReferralId;
import org.kith.outcomes.measures.Folding;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.kith.platform.testkit.security.Tokens;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a test hear facts by the handler, without a broker, in any order and in batches; feeds have tests of their own. */
public final class Neighbours {

    private final HearFactHandler hear;
    private final Folding folding;
    private final TransactionTemplate transaction;
    private final Map<String, AtomicLong> sequences = new ConcurrentHashMap<>();

    public Neighbours(HearFactHandler hear, Folding folding, TransactionTemplate transaction) {
        this.hear = hear;
        this.folding = folding;
        this.transaction = transaction;
    }

    /** Facts in the order they are said; the place in each stream is given here. */
    public List<HeardFact> said(List<? extends Announcement> facts) {
        var said = new ArrayList<HeardFact>();
        facts.forEach(fact -> said.add(said(fact)));
        return said;
    }

    /** All of them in one transaction, as a batch of the inbox is. */
    public void hear(List<HeardFact> facts) {
        inLancashire(() -> transaction.executeWithoutResult(status -> facts.forEach(hear::handle)));
    }

    /** Says and hears them in this order, each in a transaction of its own. */
    public void tell(Announcement... facts) {
        for (var fact : facts) {
            hear(List.of(said(fact)));
        }
    }

    /** Folds until nothing is left to fold or say. */
    public void fold() {
        inLancashire(() -> {
            Folding.Round round;
            do {
                round = folding.fold();
            } while (!round.held() || round.folded() > 0 || round.said() > 0);
        });
    }

    /** Runs work for the council of tests, as the service itself. */
    public static void inLancashire(Runnable work) {
        var itself = new Who("outcomes", Tokens.LANCASHIRE, Who.Kind.SERVICE, Set.of(), null);
        Council.in(
                new CouncilCode(Tokens.LANCASHIRE),
                () -> Acting.as(itself, () -> {
                    work.run();
                    return true;
                }));
    }

    private HeardFact said(Announcement fact) {
        return switch (fact) {
            case ReferralReceivedV1 it ->
                about(
                        FactKind.REFERRAL_RECEIVED,
                        it,
                        it.familyId(),
                        it.referralId(),
                        it.childIds(),
                        it.receivedAt(),
                        it.receivedAt());
            case ReferralAcceptedV1 it ->
                about(
                        FactKind.REFERRAL_ACCEPTED,
                        it,
                        it.familyId(),
                        it.referralId(),
                        it.childIds(),
                        it.receivedAt(),
                        it.acceptedAt());
            case ReferralDeclinedV1 it ->
                about(
                        FactKind.REFERRAL_DECLINED,
                        it,
                        it.familyId(),
                        it.referralId(),
                        it.childIds(),
                        it.receivedAt(),
                        it.declinedAt());
            case ReferralSignpostedV1 it ->
                about(
                        FactKind.REFERRAL_SIGNPOSTED,
                        it,
                        it.familyId(),
                        it.referralId(),
                        it.childIds(),
                        it.receivedAt(),
                        it.signpostedAt());
            case FamilyJoinedV1 it ->
                new HeardFact(
                        id(it),
                        FactKind.FAMILY_JOINED,
                        "referral",
                        it.key(),
                        next("referral", it),
                        new FamilyId(it.familyId()),
                        null,
                        List.of(),
                        null,
                        null,
                        it.joinedAt(),
                        null,
                        new FamilyId(it.survivorFamilyId()),
                        new FamilyId(it.absorbedFamilyId()),
                        it.joinedAt());
            case FamilyAllocatedV1 it ->
                of(FactKind.FAMILY_ALLOCATED, it, it.familyId(), it.referralId(), it.teamCode(), it.allocatedAt());
            case FamilyWaitingV1 it ->
                of(FactKind.FAMILY_WAITING, it, it.familyId(), it.referralId(), null, it.waitingSince());
            case FamilyTransferredV1 it ->
                of(FactKind.FAMILY_TRANSFERRED, it, it.familyId(), null, it.toTeamCode(), it.transferredAt());
            case FamilyClosedV1 it -> of(FactKind.FAMILY_CLOSED, it, it.familyId(), null, it.teamCode(), it.closedAt());
            case SpecialistInputRecordedV1 it ->
                of(FactKind.INPUT_RECORDED, it, it.familyId(), null, null, it.happenedAt());
            default -> throw new AssertionError("Not a fact of these stories");
        };
    }

    private HeardFact about(
            FactKind kind,
            Announcement fact,
            UUID family,
            UUID referral,
            List<UUID> children,
            Instant receivedAt,
            Instant at) {
        return new HeardFact(
                id(fact),
                kind,
                "referral",
                fact.key(),
                next("referral", fact),
                new FamilyId(family),
                new ReferralId(referral),
                children.stream().map(ChildId::new).toList(),
                null,
                "REASON",
                at,
                receivedAt,
                null,
                null,
                at);
    }

    private HeardFact of(
            FactKind kind, Announcement fact, UUID family, @Nullable UUID referral, @Nullable String team, Instant at) {
        return new HeardFact(
                id(fact),
                kind,
                "allocation",
                fact.key(),
                next("allocation", fact),
                new FamilyId(family),
                referral == null ? null : new ReferralId(referral),
                List.of(),
                team,
                "REASON",
                at,
                null,
                null,
                null,
                at);
    }

    private static String id(Announcement fact) {
        return UUID.randomUUID() + "/" + fact.key();
    }

    private long next(String publisher, Announcement fact) {
        return sequences
                .computeIfAbsent(publisher + "/" + fact.key(), key -> new AtomicLong())
                .incrementAndGet();
    }
}
