package org.kith.referral.referrals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.matching.Matching;
import org.kith.referral.referrals.HeldReferrals.Held;
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
        // both in one round trip
        var children = book.askChildrenIn(command.referral().value());
        var holding = held.hold(command.referral());
        var referral = holding.referral();
        var at = validTime.of(command.decidedAt());
        if (isKeptInTheVault(holding)) {
            // before the words reach the database: what is rolled back stands in its files too
            mustHoldNoAddress(holding, command);
        }
        referral.decide(command.decision(), command.reason(), command.by(), at, clock.instant());
        referrals.saveAndFlush(referral);
        var decided = switch (command.decision()) {
            case Decision.Accept accept -> accepted(holding, children, accept.protectAddress(), command.by(), at);
            case Decision.Decline decline ->
                new ReferralDecided.Declined(
                        referral.id(),
                        referral.family(),
                        holding.receivedUnder(),
                        children.get(),
                        decline.reasonCode(),
                        referral.receivedAt(),
                        command.by(),
                        at);
            case Decision.Signpost signpost ->
                new ReferralDecided.Signposted(
                        referral.id(),
                        referral.family(),
                        holding.receivedUnder(),
                        children.get(),
                        signpost.serviceCode(),
                        referral.receivedAt(),
                        command.by(),
                        at);
        };
        if (command.decision() instanceof Decision.Accept accept && accept.protectAddress()) {
            mustHoldNoAddress(holding, command);
        }
        events.publishEvent(decided);
        return decided;
    }

    /** Whether an address of the family, or of the one that was found for it, is protected already, as far as is known here. */
    private static boolean isKeptInTheVault(Held holding) {
        return !holding.receivedUnder().equals(holding.family())
                || holding.whereabouts()
                        .filter(known -> !known.addressProtected())
                        .isEmpty();
    }

    /** A reason is kept as it was written, outside the vault: a protected address must not stand in it. */
    private void mustHoldNoAddress(Held holding, DecideReferral command) {
        if (households.masksOf(holding.family(), holding.receivedUnder()).standIn(command.reason())) {
            throw new Invalid(List.of(new FieldProblem(
                    "reason",
                    "protected-address",
                    "The family's address is protected and stands in these words: take it out")));
        }
    }

    private ReferralDecided accepted(
            Held holding, Supplier<List<UUID>> children, boolean protect, String by, Instant at) {
        var referral = holding.referral();
        var provisional = referral.provisionalFamily();
        var family = holding.family();
        boolean joins = !holding.receivedUnder().equals(family);
        if (protect) {
            matching.protect(family, by);
        }
        if (joins) {
            households.join(family, provisional, by, at, null);
            matching.joined(family, provisional);
        }
        return new ReferralDecided.Accepted(
                referral.id(),
                family,
                provisional,
                children.get(),
                // what is joined may change it
                holding.whereabouts().filter(known -> !joins && !protect).orElseGet(() -> book.whereabouts(family)),
                referral.neededDisciplines(),
                referral.saysDanger(),
                referral.receivedAt(),
                by,
                at);
    }
}
