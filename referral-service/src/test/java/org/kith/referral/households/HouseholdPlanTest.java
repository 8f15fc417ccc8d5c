package org.kith.referral.households;

import org.junit.jupiter.api.Test;
import org.kith.platform.testkit.service.OwnerAccess;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.ManyFamilies;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every list and every family says what a family is called; that must not read everybody of the council. */
@ServiceTest
class HouseholdPlanTest {

    @Autowired
    private OwnerAccess owner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void what_families_are_called_is_found_by_the_family() {
        var families = new ManyFamilies(owner, jdbc, new TransactionTemplate(transactions));
        families.fill();

        families.findsByAnIndex(HouseholdBook.TITLES, "family", "person");
    }
}
