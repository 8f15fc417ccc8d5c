package org.kith.platform.production;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Stands before everything else that a service starts, and lets it start only where real data are safe. A broker that is away
 * does not stop a service, since referrals are taken all the same: it is judged when it answers, and the service stops then if it
 * is not as it must be.
 */
final class ProductionGate implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProductionGate.class);

    private final Supplier<List<Finding>> here;
    private final Supplier<List<Finding>> broker;
    private final Runnable stopService;
    private final Duration askAgain;
    private @Nullable ScheduledExecutorService asking;
    private volatile boolean running;

    /**
     * A gate.
     *
     * @param here judges the database and the service's own settings
     * @param broker judges the broker; throws {@link KafkaException} while it does not answer
     * @param stopService ends the service in an orderly way
     */
    ProductionGate(
            Supplier<List<Finding>> here, Supplier<List<Finding>> broker, Runnable stopService, Duration askAgain) {
        this.here = here;
        this.broker = broker;
        this.stopService = stopService;
        this.askAgain = askAgain;
    }

    @Override
    public synchronized void start() {
        var findings = new ArrayList<>(here.get());
        try {
            findings.addAll(broker.get());
        } catch (KafkaException away) {
            LOG.warn("The broker does not answer and is judged when it does: {}", away.toString());
            if (findings.isEmpty()) {
                askLater();
            }
        }
        if (!findings.isEmpty()) {
            throw new NotForProduction(findings);
        }
        running = true;
    }

    private void askLater() {
        var later = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("kith-production").factory());
        asking = later;
        var ignored = later.scheduleWithFixedDelay(
                this::askAgain, askAgain.toMillis(), askAgain.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void askAgain() {
        try {
            var findings = broker.get();
            stopAsking();
            if (!findings.isEmpty()) {
                LOG.error("The service stops", new NotForProduction(findings));
                stopService.run();
            }
        } catch (KafkaException away) {
            LOG.debug("The broker does not answer yet: {}", away.toString());
        }
    }

    private void stopAsking() {
        var later = asking;
        if (later != null) {
            later.shutdown();
        }
    }

    @Override
    public void stop() {
        running = false;
        stopAsking();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the relay, the bindings and the doors. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
