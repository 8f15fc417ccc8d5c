package org.kith.platform.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.council.Council;
import org.kith.platform.inbox.Envelope;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.outbox.Outbox;
import org.kith.platform.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes down what it hears; fails or refuses where a test says so. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SmallService {

    private static final Logger LOG = LoggerFactory.getLogger(SmallService.class);

    /** What a reaction does instead of its work, by referral id. */
    enum Trouble {
        REFUSE,
        BREAK
    }

    static final Map<String, Trouble> TROUBLES = new ConcurrentHashMap<>();

    /** How often a reaction in trouble was tried, by referral id. */
    static final Map<String, Integer> ATTEMPTS = new ConcurrentHashMap<>();

    @Bean
    @ConditionalOnProperty("small.hears")
    Feed referrals(Feeds feeds, JdbcTemplate jdbc) {
        return feeds.hear("referral", "small.referrals").on(ReferralReceivedV1.class, (fact, envelope) -> {
            writeDown(jdbc, envelope, fact.sourceCode());
            var trouble = TROUBLES.get(fact.referralId().toString());
            if (trouble != null) {
                ATTEMPTS.merge(fact.referralId().toString(), 1, Integer::sum);
                LOG.info("A reaction is in trouble");
            }
            if (trouble == Trouble.REFUSE) {
                throw new Refusal("not-here", "This is not for us");
            }
            if (trouble == Trouble.BREAK) {
                throw new IllegalStateException("Broken by Example-Otter");
            }
        });
    }

    /** The same facts under another name: a second subscriber in the same service. */
    @Bean
    @ConditionalOnProperty("small.hears-again")
    Feed referralsAgain(Feeds feeds, JdbcTemplate jdbc) {
        return feeds.hear("referral", "small.referrals-again")
                .on(
                        ReferralReceivedV1.class,
                        (fact, envelope) -> jdbc.update(
                                "insert into heard_again (council, key, seq) values (?, ?, ?)",
                                Council.current().value(),
                                envelope.key(),
                                envelope.sequence()));
    }

    @Bean
    @ConditionalOnProperty("small.passes-on")
    Feed families(Feeds feeds, JdbcTemplate jdbc, Outbox outbox) {
        return feeds.hear("allocation", "small.families").on(FamilyAllocatedV1.class, (fact, envelope) -> {
            writeDown(jdbc, envelope, fact.teamCode());
            outbox.announce(fact);
        });
    }

    private static void writeDown(JdbcTemplate jdbc, Envelope envelope, String detail) {
        jdbc.update(
                "insert into heard (council, key, seq, event_id, detail) values (?, ?, ?, ?, ?)",
                Council.current().value(),
                envelope.key(),
                envelope.sequence(),
                envelope.id(),
                detail);
    }
}
