package org.kith.referral.families;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.households.Masks;
import org.kith.referral.referrals.ReferralBook;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what is known of one family; takes a protected address out of everything anybody wrote about it. */
@Component
@Transactional(readOnly = true)
public class FamilyFiles {

    private final HouseholdBook book;
    private final Households households;
    private final ReferralBook referrals;

    FamilyFiles(HouseholdBook book, Households households, ReferralBook referrals) {
        this.book = book;
        this.households = households;
        this.referrals = referrals;
    }

    /**
     * The file of one family.
     *
     * @throws org.kith.platform.refusal.Refusal 404 if there is no such family
     */
    public FamilyFile open(FamilyId id) {
        var household = book.see(id);
        return new FamilyFile(
                household.addressProtected() ? households.masksOf(id).over(household) : household,
                referrals.about(List.of(id)));
    }

    /** What takes the family's protected addresses out of words. */
    public Masks masks(FamilyId id) {
        return households.masksOf(id);
    }

    /** A worker's own words about the family, fit to be kept where others read them. */
    public String withoutAddress(FamilyId id, String words) {
        return households.masksOf(id).over(words);
    }

    /** The families that referrals made under this one are held to be about, and the family itself. */
    public Set<FamilyId> standsFor(FamilyId id) {
        var families = new LinkedHashSet<>(referrals.proposedFor(id));
        families.add(id);
        return families;
    }
}
