package org.kith.outcomes.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Moves;
import org.kith.outcomes.measures.ScopeCode;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Passes moves on to listeners, each at its own pace: a slow one holds up nobody, since each reads the kept moves itself, and
 * one that comes back goes on after the last move it heard.
 */
@Service
@EnableConfigurationProperties(StreamSettings.class)
public class MoveStreams {

    private static final Logger LOG = LoggerFactory.getLogger(MoveStreams.class);
    private static final int PAGE = 500;

    private final Moves moves;
    private final StreamSettings settings;
    private final Semaphore places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<CouncilCode, Long> last = Map.of();
    private boolean open = true;

    MoveStreams(Moves moves, StreamSettings settings, MeterRegistry meters) {
        this.moves = moves;
        this.settings = settings;
        this.places = new Semaphore(settings.listeners());
        Gauge.builder("kith.figures.listeners", places, free -> settings.listeners() - free.availablePermits())
                .description("Who listens to moves of figures")
                .register(meters);
    }

    /**
     * Lets somebody listen to the council at work, from now or from the move after the one they heard last.
     *
     * @param scope whose moves; absent for all
     * @throws Refusal 409 when there is no room
     */
    public void listen(MoveListener listener, @Nullable ScopeCode scope, @Nullable Long heard) {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    "too-many-listeners",
                    "All places at the stream are taken",
                    "Try again in a minute, or read the figures page by page");
        }
        var council = Council.current();
        try {
            Thread.ofVirtual().name("figures-listener").start(() -> {
                try {
                    Council.in(council, () -> {
                        serve(council, listener, scope, heard);
                        return true;
                    });
                } finally {
                    places.release();
                }
            });
        } catch (RuntimeException notStarted) {
            places.release();
            throw notStarted;
        }
    }

    private void serve(CouncilCode council, MoveListener listener, @Nullable ScopeCode scope, @Nullable Long heard) {
        try {
            follow(council, listener, scope, heard);
            listener.end();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("A listener left", gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.warn("A listener's stream broke off; they come back by themselves", fault);
            listener.end();
        }
    }

    private void follow(CouncilCode council, MoveListener listener, @Nullable ScopeCode scope, @Nullable Long heard)
            throws IOException, InterruptedException {
        long newest = moves.last().getOrDefault(council, 0L);
        long cursor = heard == null ? newest : heard;
        if (cursor > newest || cursor < moves.keptAfter()) {
            listener.startAgain(newest);
            cursor = newest;
        } else {
            listener.beat();
        }
        while (listener.listens()) {
            var page = moves.after(cursor, PAGE);
            for (var move : page) {
                if (scope == null || scope.equals(move.scope())) {
                    listener.moved(move);
                }
                cursor = move.moveSequence();
            }
            if (page.size() < PAGE && !newerThan(council, cursor)) {
                if (!isOpen()) {
                    return;
                }
                listener.beat();
            }
        }
    }

    /** Waits until there is a newer move, but no longer than a heartbeat. */
    private boolean newerThan(CouncilCode council, long cursor) throws InterruptedException {
        long left = settings.heartbeat().toNanos();
        lock.lockInterruptibly();
        try {
            while (open && left > 0 && last.getOrDefault(council, 0L) <= cursor) {
                left = changed.awaitNanos(left);
            }
            return open && last.getOrDefault(council, 0L) > cursor;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Looks whether anything moved, once for all listeners. Another process may have folded, so the database is asked. */
    @Scheduled(fixedDelayString = "${kith.figures.fold-every:300ms}")
    void look() throws InterruptedException {
        if (places.availablePermits() == settings.listeners()) {
            return;
        }
        try {
            var seen = moves.last();
            if (lock.tryLock(1, TimeUnit.SECONDS)) {
                try {
                    if (!seen.equals(last)) {
                        last = seen;
                        changed.signalAll();
                    }
                } finally {
                    lock.unlock();
                }
            }
        } catch (RuntimeException fault) {
            LOG.warn("Moves could not be read; the next look tries again", fault);
        }
    }

    /** Before the web server waits for its requests to end, listeners are let go. */
    @EventListener
    void on(ContextClosedEvent closed) {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
