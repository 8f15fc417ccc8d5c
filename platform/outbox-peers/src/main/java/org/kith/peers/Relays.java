package org.kith.peers;

import io.namastack.outbox.partition.PartitionCoordinator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.kith.platform.infrastructure.ServiceDatabase;
import org.kith.platform.outbox.Parts;
import org.kith.platform.outbox.RelayRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** So many instances of one design on one database, as so many instances of a service would be. */
final class Relays implements AutoCloseable {

    private static final int NAMASTACK_PARTITIONS = 256;

    private static final Duration SHARED_OUT_WITHIN = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

    private Relays() {}

    /** Starts them and waits until each has its share of the work. */
    static Relays start(Design design, ServiceDatabase database, String bootstrap, int count) {
        var relays = new Relays();
        try {
            for (int i = 0; i < count; i++) {
                relays.instances.add(relays.instance(design, database, bootstrap));
            }
            relays.awaitShares(design);
            return relays;
        } catch (RuntimeException e) {
            relays.close();
            throw e;
        }
    }

    private ConfigurableApplicationContext instance(Design design, ServiceDatabase database, String bootstrap) {
        var settings = new ArrayList<>(List.of(
                "spring.main.banner-mode=off",
                "spring.config.name=outbox-peers",
                "spring.datasource.url=" + database.url(),
                // the peers make their tables themselves
                "spring.datasource.username=" + (design == Design.KITH ? database.app() : database.owner()),
                "spring.datasource.password=" + database.password(),
                "spring.datasource.hikari.maximum-pool-size=12",
                "spring.flyway.locations=classpath:db/kit",
                "spring.flyway.user=" + database.owner(),
                "spring.flyway.password=" + database.password(),
                "spring.flyway.placeholders.app=" + database.app(),
                "spring.flyway.placeholders.relay=" + database.relay(),
                // the change's table is there already
                "spring.flyway.baseline-on-migrate=true",
                "spring.flyway.baseline-version=0",
                "kith.auto-configurations=org.springframework.boot.jdbc.,org.springframework.boot.transaction.,"
                        + "org.springframework.boot.jackson.,org.springframework.boot.autoconfigure.task.,"
                        + design.autoConfigurations(),
                "kith.service=" + database.name(),
                "kith.kafka=" + bootstrap));
        settings.addAll(design.settings());
        return new SpringApplicationBuilder(design.application())
                .web(WebApplicationType.NONE)
                .initializers(context ->
                        context.getBeanFactory().registerSingleton("peerSettings", new PeerSettings(bootstrap)))
                .run(settings.stream().map(one -> "--" + one).toArray(String[]::new));
    }

    private void awaitShares(Design design) {
        long until = System.nanoTime() + SHARED_OUT_WITHIN.toNanos();
        while (!isSharedOut(design)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(design.title() + " did not share out its work");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean isSharedOut(Design design) {
        return switch (design) {
            case KITH ->
                isShared(
                        Parts.COUNT,
                        shares(RelayRunner.class, relay -> relay.heldParts().size()));
            // whoever published an event sends it
            case MODULITH -> true;
            case NAMASTACK ->
                isShared(
                        NAMASTACK_PARTITIONS,
                        shares(
                                PartitionCoordinator.class,
                                coordinator -> coordinator
                                        .getAssignedPartitionNumbers()
                                        .size()));
        };
    }

    private <T> List<Integer> shares(Class<T> type, ToIntFunction<T> share) {
        return instances.stream()
                .map(instance -> share.applyAsInt(instance.getBean(type)))
                .toList();
    }

    private boolean isShared(int all, List<Integer> shares) {
        return shares.stream().mapToInt(Integer::intValue).sum() == all
                && shares.stream().allMatch(share -> share >= all / instances.size() / 2);
    }

    /** Where facts enter the n-th instance. */
    Saying saying(int number) {
        return instances.get(number % instances.size()).getBean(Saying.class);
    }

    @Override
    public void close() {
        instances.reversed().forEach(ConfigurableApplicationContext::close);
    }
}
