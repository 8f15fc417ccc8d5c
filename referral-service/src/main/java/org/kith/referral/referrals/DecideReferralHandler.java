package org.kith.referral.referrals;

import java.time.Clock;
import java.time.Instant;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.matching.Matching;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides a referral once. Acceptance binds the family: what was told of the provisional one goes on as the known one. */
@Service
public class DecideReferralHandler {

    private final Referrals referrals;
    private final HeldReferrals held;
    private final Households households;
    private final HouseholdBook book;
    private final Matching matching;
    private final ValidTime validTime;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    DecideReferralHandler(
            Referrals referrals,
            HeldReferrals held,
            Households households,
            HouseholdBook book,
            Matching matching,
            ValidTime validTime,
            Clock clock,
            ApplicationEventPublisher events) {
        this.referrals = referrals;
        this.held = held;
        this.households = households;
        this.book = book;
        this.matching = matching;
        this.validTime = validTime;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public ReferralDecided handle(DecideReferral command) {
        var referral = held.hold(command.referral());
        var at = validTime.of(command.decidedAt());
        referral.decide(command.decision(), command.reason(), command.by(), at, clock.instant());
        referrals.saveAndFlush(referral);
        var decided = switch (command.decision()) {
            case Decision.Accept accept -> accepted(referral, command.by(), at);
            case Decision.Decline decline ->
                new ReferralDecided.Declined(
                        referral.id(),
                        referral.family(),
                        receivedUnder(referral),
                        book.childrenIn(referral.id().value()),
                        decline.reasonCode(),
                        referral.receivedAt(),
                        command.by(),
                        at);
            case Decision.Signpost signpost ->
                new ReferralDecided.Signposted(
                        referral.id(),
                        referral.family(),
                        receivedUnder(referral),
                        book.childrenIn(referral.id().value()),
                        signpost.serviceCode(),
                        referral.receivedAt(),
                        command.by(),
                        at);
        };
        events.publishEvent(decided);
        return decided;
    }

    private FamilyId receivedUnder(Referral referral) {
        return book.goesOnAs(referral.provisionalFamily()).orElseThrow(Refusal::notFound);
    }

    private ReferralDecided accepted(Referral referral, String by, Instant at) {
        var provisional = referral.provisionalFamily();
        var family = book.goesOnAs(referral.family()).orElseThrow(Refusal::notFound);
        if (!receivedUnder(referral).equals(family)) {
            households.join(family, provisional, at, null);
            matching.joined(family, provisional);
        }
        return new ReferralDecided.Accepted(
                referral.id(),
                family,
                provisional,
                book.childrenIn(referral.id().value()),
                book.whereabouts(family),
                referral.neededDisciplines(),
                referral.saysDanger(),
                referral.receivedAt(),
                by,
                at);
    }
}
