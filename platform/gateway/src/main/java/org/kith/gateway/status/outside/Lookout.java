package org.kith.gateway.status.outside;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the parts of Kith again and again whether they are well, and remembers since when one is not. */
final class Lookout implements AutoCloseable {

    /** The JDK's own: this process has no use for a library of logging. */
    private static final System.Logger LOG = System.getLogger(Lookout.class.getName());

    /** A part that takes longer than this is not well. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    /** One answer that is lost or late says nothing yet. */
    private static final int MISSES = 2;

    private static final int WELL = 200;

    private final Map<Watched, Seen> seen = new LinkedHashMap<>();
    private final HttpClient client;
    private final Clock clock;
    private volatile Instant lookedAt = Instant.EPOCH;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lookout").factory());

    /**
     * A part of Kith.
     *
     * @param words what people call it
     * @param door answers 200 while the part is well
     * @param takesWorries a worry cannot be told while it is away
     */
    record Watched(String words, URI door, boolean takesWorries) {}

    /**
     * How a part was when last asked.
     *
     * @param misses how often in a row it has not answered that it is well
     * @param since when the first of these was, absent while it is well
     * @param fromTheStart it has not been well since anybody looked, so it may be longer
     */
    record Seen(int misses, @Nullable Instant since, boolean fromTheStart) {

        boolean away() {
            return misses >= MISSES || (fromTheStart && misses > 0);
        }
    }

    private Lookout(List<Watched> parts, Clock clock) {
        parts.forEach(part -> seen.put(part, new Seen(0, null, true)));
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Looks once, and from then on beside whoever called. */
    static Lookout over(List<Watched> parts, Clock clock) {
        var lookout = new Lookout(parts, clock);
        lookout.look();
        var ignored = lookout.looking.scheduleWithFixedDelay(
                lookout::lookOnceMore, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        return lookout;
    }

    /** How each part was when last asked, in the order they were given. */
    Map<Watched, Seen> seen() {
        synchronized (seen) {
            return new LinkedHashMap<>(seen);
        }
    }

    /** When the last look began that came to an end. */
    Instant lookedAt() {
        return lookedAt;
    }

    /** A look that failed is not the last one: what is never looked at again would be well for ever. */
    private void lookOnceMore() {
        try {
            look();
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.WARNING, "a look at the parts failed", fault);
        }
    }

    private void look() {
        var begun = clock.instant();
        // all at once, so that several which hang cost no more than one
        var answers = new LinkedHashMap<Watched, CompletableFuture<Boolean>>();
        seen().keySet().forEach(part -> answers.put(part, isWell(part)));
        answers.forEach((part, answer) -> {
            boolean well = answer.join();
            synchronized (seen) {
                seen.computeIfPresent(part, (same, before) -> well ? new Seen(0, null, false) : missed(before));
            }
        });
        lookedAt = begun;
    }

    private Seen missed(Seen before) {
        return new Seen(
                before.misses() + 1, before.since() == null ? clock.instant() : before.since(), before.fromTheStart());
    }

    private CompletableFuture<Boolean> isWell(Watched part) {
        var question = HttpRequest.newBuilder(part.door()).timeout(PATIENCE).build();
        return client.sendAsync(question, HttpResponse.BodyHandlers.discarding())
                .handle((answer, fault) -> fault == null && answer.statusCode() == WELL)
                // what never ends is cut off by the client's own limit for the head, and by this one for the rest
                .completeOnTimeout(false, PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looking.shutdownNow();
        client.shutdownNow();
    }
}
