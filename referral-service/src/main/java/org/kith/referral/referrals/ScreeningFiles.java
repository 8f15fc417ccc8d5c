package org.kith.referral.referrals;

import java.util.List;
import java.util.stream.Stream;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.households.Masks;
import org.kith.referral.matching.Candidate;
import org.kith.referral.matching.Matching;
import org.kith.referral.thresholds.ConcernCode;
import org.kith.referral.thresholds.NeededDisciplines;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what a screening worker reads. */
@Component
@Transactional(readOnly = true)
public class ScreeningFiles {

    private final ReferralBook referrals;
    private final HouseholdBook book;
    private final Households households;
    private final Matching matching;

    ScreeningFiles(ReferralBook referrals, HouseholdBook book, Households households, Matching matching) {
        this.referrals = referrals;
        this.book = book;
        this.households = households;
        this.matching = matching;
    }

    /**
     * The file of one referral.
     *
     * @throws Refusal 404 if there is no such referral
     */
    public ScreeningFile open(ReferralId id) {
        var referral = referrals.find(id).orElseThrow(Refusal::notFound);
        var told = book.seeIn(id.value(), referral.provisional());
        var candidates = matching.candidates(
                book.toldIn(id.value(), told.addressProtected()), id.value(), told.addressProtected());
        var families = Stream.concat(candidates.stream().map(Candidate::family), Stream.of(referral.family()))
                .distinct()
                .toList();
        var masks = households.masksOf(
                book.goesOnAs(referral.provisional()).orElse(referral.provisional()), referral.family());
        return new ScreeningFile(
                masked(referral, masks),
                masks.over(told),
                NeededDisciplines.of(
                        referral.worries().stream().map(ConcernCode::new).toList()),
                candidates,
                book.titles(families),
                others(referral, families));
    }

    private List<ReferralRecord> others(ReferralRecord referral, List<FamilyId> families) {
        return referrals.about(families).stream()
                .filter(other -> !other.referral().equals(referral.referral()))
                .toList();
    }

    private static ReferralRecord masked(ReferralRecord referral, Masks masks) {
        return referral.saying(
                referral.referrer().without(masks),
                masks.over(referral.whatWasSeen()),
                masks.overAny(referral.reason()));
    }
}
