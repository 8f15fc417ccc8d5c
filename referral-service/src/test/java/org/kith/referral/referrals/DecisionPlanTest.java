package org.kith.referral.referrals;

import org.junit.jupiter.api.Test;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.ManyFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Deciding a referral, and listing those that wait, must not cost more the more there are. */
@ServiceTest
class DecisionPlanTest {

    @Autowired
    private OwnerAccess owner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void a_referral_is_held_and_listed_by_indexes() {
        var families = new ManyFamilies(owner, jdbc, new TransactionTemplate(transactions));
        families.fill();

        families.findsByAnIndex(HeldReferrals.HOLD, "referral", "family");
        families.readsInOrderOf("referral_waiting", ReferralBook.WAITING);
        families.findsByAnIndex(ReferralBook.ONE, "referral");
    }
}
