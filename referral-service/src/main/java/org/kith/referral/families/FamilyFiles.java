package org.kith.referral.families;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.referral.households.FamilyId;
import org.kith.referral.households.Household;
import org.kith.referral.households.HouseholdBook;
import org.kith.referral.households.Households;
import org.kith.referral.households.MustNotKnow;
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
                household.addressProtected() ? masked(household) : household, referrals.about(List.of(id)));
    }

    private Household masked(Household household) {
        var words = new ArrayList<String>();
        words.add(orEmpty(household.safeContact()));
        household.mustNotKnow().forEach(one -> words.add(orEmpty(one.why())));
        var shown = households.masked(household.id(), words);
        var mustNotKnow = new ArrayList<MustNotKnow>();
        for (int i = 0; i < household.mustNotKnow().size(); i++) {
            var one = household.mustNotKnow().get(i);
            mustNotKnow.add(new MustNotKnow(
                    one.person(), one.name(), one.why() == null ? null : shown.get(i + 1), one.saidAt()));
        }
        return new Household(
                household.id(),
                household.title(),
                true,
                household.people(),
                household.relationships(),
                household.addresses(),
                mustNotKnow,
                household.safeContact() == null ? null : shown.getFirst());
    }

    private static String orEmpty(@Nullable String words) {
        return words == null ? "" : words;
    }
}
