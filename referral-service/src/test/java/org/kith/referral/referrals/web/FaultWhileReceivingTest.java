package org.kith.referral.referrals.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.platform.faults.Failpoint;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.referral.FrontDoor;
import org.kith.referral.Worry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** A fault in the middle of taking a referral, and the sender who tries again with the same key; see {@code docs/faults.md}. */
@ServiceTest
class FaultWhileReceivingTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Roles roles;

    private FrontDoor door;

    @BeforeEach
    void open() {
        door = new FrontDoor(mvc, roles);
    }

    @AfterEach
    void takeOrdersBack() {
        Failpoint.order("");
    }

    @Test
    void b44_a_fault_is_not_remembered_as_the_answer() {
        var key = UUID.randomUUID().toString();
        var body = Worry.aboutAFamily().json();
        // a store of answers, as others have it: the first answer to a key is the answer to it for ever
        var theirs = new HashMap<String, Integer>();
        Failpoint.order("command.before-commit:throw");

        var first = raise(key, body);
        theirs.putIfAbsent(key, first.status());
        var second = raise(key, body);
        theirs.putIfAbsent(key, second.status());

        assertThat(first.status()).isEqualTo(500);
        assertThat(theirs.get(key)).as("the sender can never get through").isEqualTo(500);
        assertThat(second.is(201).json()).isEqualTo(raise(key, body).is(201).json());
    }

    @Test
    void b44_a_sender_who_was_told_nothing_of_a_referral_that_was_kept_gets_its_receipt() {
        var key = UUID.randomUUID().toString();
        var body = Worry.aboutAFamily().json();
        Failpoint.order("command.after-commit:throw");

        var first = raise(key, body);
        var second = raise(key, body);

        assertThat(first.status()).isEqualTo(500);
        assertThat(Failpoint.allHappened()).isTrue();
        assertThat(second.is(201).json()).isEqualTo(raise(key, body).is(201).json());
    }

    private FrontDoor.Answer raise(String key, String body) {
        return door.raise(Tokens.agency("POLICE"), key, body);
    }
}
