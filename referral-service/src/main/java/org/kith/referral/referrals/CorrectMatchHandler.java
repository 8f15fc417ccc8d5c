package org.kith.referral.referrals;

import java.time.Clock;
import java.util.Map;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.households.PersonId;
import org.kith.referral.matching.Matching;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a referral beside the family a person says it is about, before it is decided. */
@Service
public class CorrectMatchHandler {

    private final Referrals referrals;
    private final HeldReferrals held;
    private final Households households;
    private final HouseholdBook book;
    private final Matching matching;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CorrectMatchHandler(
            Referrals referrals,
            HeldReferrals held,
            Households households,
            HouseholdBook book,
            Matching matching,
            Clock clock,
            ApplicationEventPublisher events) {
        this.referrals = referrals;
        this.held = held;
        this.households = households;
        this.book = book;
        this.matching = matching;
        this.clock = clock;
        this.events = events;
    }

    @Transactional
    public void handle(CorrectMatch command) {
        var named = command.family() == null
                ? null
                : book.goesOnAs(command.family()).orElseThrow(Refusal::notFound);
        var referral = named == null ? held.holdWith(command.referral()) : held.holdWith(command.referral(), named);
        var provisional = referral.provisionalFamily();
        var family = named == null ? provisional : named;
        if (!family.equals(provisional)
                && referrals.existsByFamilyIdAndIdNot(
                        provisional.value(), command.referral().value())) {
            throw new Refusal(
                    "family-has-other-referrals",
                    "Other referrals are about the family made for this one",
                    "Join the two families instead");
        }
        var earlier = referral.family();
        referral.isAbout(family);
        referrals.saveAndFlush(referral);
        recognise(referral, family, provisional, command.by());
        events.publishEvent(new ReferralMatchCorrected(referral.id(), earlier, family, command.by(), clock.instant()));
    }

    private void recognise(Referral referral, FamilyId family, FamilyId provisional, String by) {
        var told = book.toldIn(referral.id().value(), false);
        var same = family.equals(provisional) ? Map.<PersonId, PersonId>of() : matching.sameAs(told, family);
        households.recognise(referral.id().value(), same);
        matching.leadTo(referral.id().value(), family);
        if (book.whereabouts(family).addressProtected()) {
            matching.protect(provisional, by);
        } else if (book.whereabouts(provisional).addressProtected()) {
            matching.protect(family, by);
        }
    }
}
