package org.kith.gateway.neighbours;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away.Missing;

/**
 * Stands before one service: a limit on time, on how much is asked at once, and on how often one that is away is tried. It
 * remembers since when the service has been away, so that pages can say so.
 */
final class Guard {

    /** Long enough to see a pattern, short enough to notice within one page of a busy morning. */
    private static final int WINDOW = 20;

    private static final int ENOUGH_TO_JUDGE = 5;
    private static final float HALF = 50;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_A_PLACE = Duration.ofMillis(500);

    private final Neighbour neighbour;
    private final Clock clock;
    private final CircuitBreaker breaker;
    private final Bulkhead places;
    private final AtomicReference<@Nullable Instant> awaySince = new AtomicReference<>();

    Guard(Neighbour neighbour, CircuitBreaker breaker, Bulkhead places, Clock clock) {
        this.neighbour = neighbour;
        this.clock = clock;
        this.breaker = breaker;
        this.places = places;
    }

    static CircuitBreakerConfig breakerSettings() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(ENOUGH_TO_JUDGE)
                .failureRateThreshold(HALF)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(2)
                // an answer is an answer, also when it is no
                .ignoreExceptions(SaidNo.class)
                .build();
    }

    static BulkheadConfig placesFor(int atOnce) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(atOnce)
                .maxWaitDuration(WAIT_FOR_A_PLACE)
                .build();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    @Nullable Instant awaySince() {
        return awaySince.get();
    }

    <T> Asked<T> ask(Callable<T> call, Duration limit, ExecutorService workers) {
        var timed = TimeLimiter.of(limit.plus(WAIT_FOR_A_PLACE));
        Future<T> running =
                workers.submit(Bulkhead.decorateCallable(places, CircuitBreaker.decorateCallable(breaker, call)));
        return new Asked<>(() -> {
            try {
                T answer = timed.executeFutureSupplier(() -> running);
                awaySince.set(null);
                return answer;
            } catch (TimeoutException late) {
                running.cancel(true);
                throw away(late);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw away(stopped);
            } catch (ExecutionException failed) {
                throw what(failed.getCause() == null ? failed : failed.getCause());
            } catch (Exception failed) {
                throw what(failed);
            }
        });
    }

    private RuntimeException what(Throwable failed) {
        if (failed instanceof SaidNo no) {
            awaySince.set(null);
            return no;
        }
        return away(failed);
    }

    private Away away(Throwable why) {
        Instant now = clock.instant();
        // a full bulkhead is our own doing; it says nothing about the service
        Instant since = why instanceof BulkheadFullException
                ? now
                : awaySince.updateAndGet(known -> known == null ? now : known);
        var away = new Away(new Missing(neighbour.words(), since == null ? now : since));
        if (!(why instanceof CallNotPermittedException)) {
            away.addSuppressed(why);
        }
        return away;
    }
}
