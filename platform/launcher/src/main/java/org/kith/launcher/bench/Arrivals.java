package org.kith.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kith.launcher.demo.Workforce;

/**
 * Says when families have come to a table, by one question for all who are waited for, a hundred times a second: what it takes of
 * the machine is the same however many wait, and however long.
 */
final class Arrivals implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Function<String, List<String>> ask;
    private final String rows;
    private final Duration limit;
    private final Map<String, CompletableFuture<Boolean>> waited = new ConcurrentHashMap<>();
    private final Thread watch;

    /**
     * Begins to look.
     *
     * @param ask answers a query with its first column
     * @param rows a table with the columns council and family_id, and what its rows must fulfil
     * @param limit nobody is waited for longer
     */
    Arrivals(Function<String, List<String>> ask, String rows, Duration limit) {
        this.ask = ask;
        this.rows = rows;
        this.limit = limit;
        this.watch = Thread.ofPlatform().daemon().name("arrivals").start(this::watch);
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            var open = new ArrayList<>(waited.keySet());
            if (!open.isEmpty()) {
                var ids = open.stream().map(family -> "'" + family + "'").collect(Collectors.joining(", "));
                ask.apply("select family_id from " + rows + " and council = '" + Workforce.COUNCIL
                                + "' and family_id in (" + ids + ")")
                        .forEach(this::came);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Once for each of its rows. */
    private void came(String family) {
        Optional.ofNullable(waited.remove(family)).ifPresent(one -> one.complete(true));
    }

    /** Whether it came within the limit. */
    boolean await(String family) {
        try {
            return waited.computeIfAbsent(family, id -> new CompletableFuture<>())
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
