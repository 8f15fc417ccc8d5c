package org.kith.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.services.Part;

/**
 * Says when families have come to a table, by one question for all who are waited for, a hundred times a second: what it takes of
 * the machine is the same however many wait, and however long.
 */
final class Arrivals implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(10);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Databases databases;
    private final Part part;
    private final String rows;
    private final Map<String, CompletableFuture<Boolean>> waited = new ConcurrentHashMap<>();
    private final Thread watch;

    /** @param rows a table with the columns council and family_id, and what its rows must fulfil */
    Arrivals(Databases databases, Part part, String rows) {
        this.databases = databases;
        this.part = part;
        this.rows = rows;
        this.watch =
                Thread.ofPlatform().daemon().name("arrivals-" + part.database()).start(this::watch);
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            var open = new ArrayList<>(waited.keySet());
            if (!open.isEmpty()) {
                databases
                        .texts(
                                part,
                                "select family_id from " + rows + " and council = '" + Workforce.COUNCIL
                                        + "' and family_id in ("
                                        + open.stream()
                                                .map(family -> "'" + family + "'")
                                                .collect(Collectors.joining(", "))
                                        + ")")
                        .forEach(this::came);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Once for each of its rows. */
    private void came(String family) {
        Optional.ofNullable(waited.remove(family)).ifPresent(one -> one.complete(true));
    }

    /** Whether it came within a minute. */
    boolean await(String family) {
        try {
            return waited.computeIfAbsent(family, id -> new CompletableFuture<>())
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
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
