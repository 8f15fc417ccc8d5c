package org.kith.referral.matching;

import org.junit.jupiter.api.Test;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.ManyFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Recognising a family must not cost more the more families there are. */
@ServiceTest
class MatchingPlanTest {

    @Autowired
    private OwnerAccess owner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void a_worry_is_recognised_by_indexes() {
        var families = new ManyFamilies(owner, jdbc, new TransactionTemplate(transactions));
        families.fill();

        families.findsByAnIndex(Matching.HITS, "match_key", "family");
        families.findsByAnIndex(Matching.OTHERS, "match_key", "person");
    }
}
