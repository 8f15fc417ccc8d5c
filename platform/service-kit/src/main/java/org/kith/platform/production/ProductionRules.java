package org.kith.platform.production;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclOperation;
import org.kith.platform.broker.TopicRights;
import org.kith.platform.outbox.Parts;
import org.kith.platform.outbox.TopicNames;

/** Judges what was read; knows no server. Each rule stands for a way in which somebody lost data or showed them. */
final class ProductionRules {

    private static final Duration LONGEST_IDLE = Duration.ofSeconds(60);

    /** Longer than the longest time a service was ever away. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(14);

    private static final int REPLICAS = 3;
    private static final int IN_SYNC = 2;
    private static final int TRANSACTIONS = 2;

    private ProductionRules() {}

    /** What is wrong with the database. */
    static List<Finding> database(DatabaseSettings found) {
        var wrong = new ArrayList<Finding>();
        on(wrong, found, "fsync", "A commit must reach the disk: set fsync = on and restart the server");
        on(wrong, found, "full_page_writes", "A torn page could not be mended: set full_page_writes = on");
        if (!found.is("synchronous_commit", "on", "remote_apply")) {
            wrong.add(
                    postgres(
                            found,
                            "synchronous_commit",
                            "A receipt could outlive its referral: set synchronous_commit = on, for this role and database too"));
        }
        on(
                wrong,
                found,
                "data_checksums",
                "A rotten page must be noticed: run pg_checksums --enable on the stopped server");
        if (!found.is("max_prepared_transactions", "0")) {
            wrong.add(postgres(
                    found,
                    "max_prepared_transactions",
                    "A forgotten prepared transaction holds rows for ever: set it to 0 and restart the server"));
        }
        idle(wrong, found);
        if (!found.settings().containsKey("synchronous_standby_names") || found.is("synchronous_standby_names", "")) {
            wrong.add(postgres(
                    found,
                    "synchronous_standby_names",
                    "A commit must be on two machines: set it to the standby's name, such as 'ANY 1 (standby)'"));
        }
        if (!found.is("data_sync_retry", "off")) {
            wrong.add(
                    postgres(
                            found,
                            "data_sync_retry",
                            "After a failed flush the server must not go on as if nothing had been: set data_sync_retry = off"));
        }
        if (found.queueCache() != 1) {
            wrong.add(new Finding(
                    "PostgreSQL: cache of the sequence of outbox_queue",
                    Long.toString(found.queueCache()),
                    "Facts could overtake each other: alter table outbox_queue alter column id set cache 1"));
        }
        return wrong;
    }

    private static void idle(List<Finding> wrong, DatabaseSettings found) {
        var said = found.settings().getOrDefault("idle_in_transaction_session_timeout", "");
        long millis = said.matches("\\d{1,12}") ? Long.parseLong(said) : 0;
        if (millis == 0 || millis > LONGEST_IDLE.toMillis()) {
            wrong.add(postgres(
                    found,
                    "idle_in_transaction_session_timeout",
                    "A forgotten transaction would hold a family: set it to 60s or less, and not to 0"));
        }
    }

    private static void on(List<Finding> wrong, DatabaseSettings found, String name, String remedy) {
        if (!found.is(name, "on")) {
            wrong.add(postgres(found, name, remedy));
        }
    }

    private static Finding postgres(DatabaseSettings found, String name, String remedy) {
        return new Finding("PostgreSQL: " + name, found.said(name), remedy);
    }

    /** What is wrong with the broker, for the service that comes to it under this name. */
    static List<Finding> broker(BrokerSettings found, String service, TopicRights rights) {
        var wrong = new ArrayList<Finding>();
        if (!found.protocol().equals("SASL_SSL") && !found.protocol().equals("SSL")) {
            wrong.add(new Finding(
                    "Kafka: security.protocol",
                    found.protocol(),
                    "Facts must not be readable on the way: set KITH_KAFKA_PROTOCOL=SASL_SSL and KITH_KAFKA_TRUST"));
        }
        if (found.brokers() < REPLICAS) {
            wrong.add(new Finding(
                    "Kafka: number of brokers", Integer.toString(found.brokers()), "Run three on three machines"));
        }
        if (!"false".equals(found.settings().get("auto.create.topics.enable"))) {
            wrong.add(new Finding(
                    "Kafka: auto.create.topics.enable",
                    found.settings().getOrDefault("auto.create.topics.enable", "not told to this service"),
                    "A mistyped name would become a topic with one copy: set it to false on every broker"));
        }
        if (!found.hidesTopics()) {
            wrong.add(new Finding(
                    "Kafka: allow.everyone.if.no.acl.found",
                    "true, or there is no authorizer",
                    "What has no rule must be denied: set authorizer.class.name and leave the other at false"));
        }
        if (found.letsMakeTopics()) {
            wrong.add(new Finding(
                    "Kafka: right of " + service + " to make topics",
                    "given",
                    "A service makes no topics: take it out of super.users and run BrokerSetup"));
        }
        if (found.transactionVersion() < TRANSACTIONS) {
            wrong.add(new Finding(
                    "Kafka: transaction.version",
                    Integer.toString(found.transactionVersion()),
                    "Upgrade it: kafka-features.sh upgrade --feature transaction.version=2"));
        }
        topics(wrong, found, service, rights);
        return wrong;
    }

    private static void topics(List<Finding> wrong, BrokerSettings found, String service, TopicRights rights) {
        var missing = new TreeSet<>(rights.topicsOf(service));
        for (var topic : found.topics()) {
            boolean ours = missing.remove(topic.name());
            if (ours) {
                kept(wrong, topic);
            }
            var tooMuch = EnumSet.noneOf(AclOperation.class);
            tooMuch.addAll(topic.may());
            tooMuch.removeAll(rights.on(service, topic.name()));
            if (!tooMuch.isEmpty()) {
                wrong.add(new Finding(
                        "Kafka: rights of " + service + " on " + topic.name(),
                        "too wide by " + tooMuch,
                        "Nobody may say what another service says: take the rights away, BrokerSetup does it"));
            }
        }
        missing.forEach(name -> wrong.add(new Finding(
                "Kafka: topic " + name, "missing or hidden from " + service, "Run BrokerSetup, which makes it")));
    }

    private static void kept(List<Finding> wrong, BrokerSettings.Topic topic) {
        boolean positions = topic.name().equals(TopicNames.POSITIONS);
        int partitions = positions ? 1 : Parts.COUNT;
        if (topic.partitions() != partitions) {
            wrong.add(topic(
                    topic,
                    "partitions",
                    Integer.toString(topic.partitions()),
                    "It has " + partitions + " for ever: docs/runbook.md says how to move to them"));
        }
        if (topic.replicas() < REPLICAS) {
            wrong.add(topic(
                    topic,
                    "replicas",
                    Integer.toString(topic.replicas()),
                    "Each fact is kept three times: kafka-reassign-partitions.sh"));
        }
        number(
                wrong,
                topic,
                "min.insync.replicas",
                IN_SYNC,
                "Set it to 2, so that one broker may be away and none alone");
        if (!"false".equals(topic.settings().get("unclean.leader.election.enable"))) {
            wrong.add(topic(
                    topic,
                    "unclean.leader.election.enable",
                    topic.settings().getOrDefault("unclean.leader.election.enable", "not told"),
                    "A broker that missed facts must not lead: set it to false"));
        }
        if (positions) {
            return;
        }
        var retention = topic.settings().getOrDefault("retention.ms", "not told");
        if (!retention.equals("-1")
                && (!retention.matches("\\d{1,18}") || Long.parseLong(retention) < SHORTEST_RETENTION.toMillis())) {
            wrong.add(topic(
                    topic,
                    "retention.ms",
                    retention,
                    "Keep facts for at least 14 days: " + SHORTEST_RETENTION.toMillis()));
        }
        if (!"-1".equals(topic.settings().get("retention.bytes"))) {
            wrong.add(topic(
                    topic,
                    "retention.bytes",
                    topic.settings().getOrDefault("retention.bytes", "not told"),
                    "A busy week must not push facts out: set it to -1"));
        }
    }

    private static void number(List<Finding> wrong, BrokerSettings.Topic topic, String name, int least, String remedy) {
        var said = topic.settings().getOrDefault(name, "not told");
        if (!said.matches("\\d{1,9}") || Integer.parseInt(said) < least) {
            wrong.add(topic(topic, name, said, remedy));
        }
    }

    private static Finding topic(BrokerSettings.Topic topic, String what, String found, String remedy) {
        return new Finding("Kafka: " + what + " of " + topic.name(), found, remedy);
    }
}
