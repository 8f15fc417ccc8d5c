package org.kith.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.neighbours.Question;
import org.springframework.stereotype.Component;

/** Asks a service which of its streams stand still, and to read one again. */
@Component
public class Streams {

    private final Neighbours neighbours;

    Streams(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    public Asked<Page> parked(String token, Neighbour service, int offset, int limit) {
        return neighbours.ask(Question.get(
                service,
                token,
                Page.class,
                "/operate/streams/parked?offset={offset}&limit={limit}",
                Map.of("offset", offset, "limit", limit)));
    }

    /** Reads a stream again from where it stands; a dry run only says what stands there. */
    public Asked<Replayed> replay(
            String token, Neighbour service, String consumer, String publisher, String key, boolean dryRun) {
        return neighbours.ask(Question.post(
                service,
                token,
                Replayed.class,
                "/operate/streams/replay",
                Map.of(),
                Map.of("consumer", consumer, "publisher", publisher, "key", key, "dryRun", dryRun)));
    }

    /** One page of a service's streams that stand still. */
    public record Page(long total, List<Stream> items) {}

    /** One stream. */
    public record Stream(
            String consumer,
            String council,
            String publisher,
            String key,
            String state,
            Instant since,
            long lastSequence,
            int parked,
            List<Fact> facts) {}

    /** One fact that was put aside. */
    public record Fact(
            long sequence,
            String type,
            String reason,
            @Nullable String detail,
            Instant since,
            boolean readable) {}

    /** What a replay did. */
    public record Replayed(
            boolean dryRun, int applied, int setAside, int readable, long lastSequence, List<Fact> left) {}
}
