package org.kith.referral.drafts;

import java.util.Map;
import org.kith.platform.drafts.DraftForms;
import org.kith.platform.drafts.DraftSeal;
import org.kith.platform.drafts.KeepDrafts;
import org.kith.platform.security.Act;
import org.kith.referral.households.CouncilKeys;
import org.kith.referral.referrals.ReferralBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Keeps drafts at the front door. */
@Configuration(proxyBeanMethods = false)
@Import(KeepDrafts.class)
class ReferralDrafts {

    @Bean
    DraftForms draftForms(ReferralBook referrals) {
        return new DraftForms(
                Map.of("REFERRAL", Act.RAISE_REFERRAL, "SCREENING_DECISION", Act.SCREEN_REFERRAL),
                new BegunWorries(referrals));
    }

    /** Who begins to type an address does not know yet whether it must be protected. */
    @Bean
    DraftSeal draftSeal(CouncilKeys keys) {
        return new SealedDrafts(keys);
    }
}
