package org.kith.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kith.platform.batches.Gathering;
import org.kith.platform.faults.FaultKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the relay on a thread of its own: at once after a commit here, every half second for what others committed. */
public final class RelayRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RelayRunner.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Each fact is sent within two looks, and a look is a statement, a send and a statement. */
    private static final Gathering GATHERING = new Gathering(50, 2, Duration.ofMillis(30));

    private final String name;
    private final Relay relay;
    private final KafkaRelayBroker broker;
    private final AutoCloseable pool;
    private final Clock clock;
    private final Duration idlePause;
    private final Counter sent;
    private final Counter failed;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicReference<@Nullable Instant> oldestUnsent = new AtomicReference<>();
    private volatile Set<Integer> heldParts = Set.of();
    private volatile boolean running;
    private @Nullable Thread thread;

    RelayRunner(
            String name,
            Relay relay,
            KafkaRelayBroker broker,
            AutoCloseable pool,
            Clock clock,
            Duration idlePause,
            MeterRegistry meters) {
        this.name = name;
        this.relay = relay;
        this.broker = broker;
        this.pool = pool;
        this.clock = clock;
        this.idlePause = idlePause;
        this.sent = Counter.builder("kith.outbox.sent")
                .description("Facts the broker has for good")
                .register(meters);
        this.failed = Counter.builder("kith.outbox.failed")
                .description("Facts that have to be sent again")
                .register(meters);
        Gauge.builder("kith.outbox.parts", () -> heldParts.size())
                .description("Parts this relay holds")
                .register(meters);
        Gauge.builder(
                        "kith.outbox.oldest",
                        this,
                        runner -> runner.oldestUnsentAge().toMillis() / 1000.0)
                .baseUnit("seconds")
                .description("Age of the oldest fact that is not sent")
                .register(meters);
    }

    /** How long the oldest unsent fact of the parts held here waits. */
    public Duration oldestUnsentAge() {
        var oldest = oldestUnsent.get();
        return oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
    }

    /** The parts held here now. */
    public Set<Integer> heldParts() {
        return heldParts;
    }

    /** Something was committed. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        thread = Thread.ofPlatform().daemon().name("kith-relay-" + name).start(this::run);
    }

    private void run() {
        var pause = idlePause;
        while (running) {
            try {
                long begun = System.nanoTime();
                var round = relay.round();
                heldParts = Set.copyOf(relay.heldParts());
                sent.increment(round.sent());
                failed.increment(round.failed());
                oldestUnsent.set(round.failed() == 0 && round.sent() > 0 ? null : round.oldestUnsent());
                if (round.failed() > 0) {
                    LOG.warn("{} facts could not be sent and are tried again", round.failed());
                    pause = longer(pause);
                } else {
                    pause = round.busy() ? Duration.ZERO : idlePause;
                    if (round.busy()) {
                        // being woken does not end this rest: what was just committed is what gathers
                        Thread.sleep(GATHERING.after(round.sent(), Duration.ofNanos(System.nanoTime() - begun)));
                    }
                }
            } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
                break;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("The relay pauses: {}", FaultKind.of(e));
                }
                heldParts = Set.of();
                pause = longer(pause);
            }
            if (!rest(pause)) {
                break;
            }
        }
    }

    private boolean rest(Duration pause) {
        if (pause.isZero()) {
            return !Thread.currentThread().isInterrupted();
        }
        try {
            if (pause.compareTo(idlePause) <= 0) {
                if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } else {
                Thread.sleep(pause);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Duration longer(Duration pause) {
        var doubled = pause.compareTo(idlePause) < 0 ? idlePause : pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    @Override
    public synchronized void stop() {
        if (!running) {
            return;
        }
        running = false;
        var working = thread;
        if (working != null) {
            wake.release();
            working.interrupt();
            try {
                working.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        broker.close();
        try {
            relay.leave();
        } catch (RuntimeException e) {
            LOG.info("Parts could not be given back and lapse by themselves: {}", FaultKind.of(e));
        }
        try {
            pool.close();
        } catch (Exception e) {
            LOG.warn("The relay's connections did not close: {}", FaultKind.of(e));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends after the doors and the bindings, so that their last facts leave, and before the connections close. */
    @Override
    public int getPhase() {
        return 100;
    }
}
