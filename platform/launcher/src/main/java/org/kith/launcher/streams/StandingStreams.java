package org.kith.launcher.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.services.Part;
import tools.jackson.databind.JsonNode;

/** What stands still in the four services, and its replay in order; every replay is in the service's audit trail. */
public final class StandingStreams {

    private static final List<Part> PARTS = List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    private static final int PAGE = 200;

    private final Doors doors;
    private final Tokens tokens;

    public StandingStreams(Doors doors, Tokens tokens) {
        this.doors = doors;
        this.tokens = tokens;
    }

    /**
     * A stream that stands still.
     *
     * @param part the service that hears it
     * @param why the reason of the first parked fact, or the state where none is parked
     */
    public record Standing(
            Part part,
            String consumer,
            String publisher,
            String key,
            String state,
            long heard,
            int parked,
            String why) {

        /** Whether two facts claim the last place that was heard. */
        public boolean isForked() {
            return why.equals("FORKED");
        }

        /** One line for an operator. */
        public String line() {
            return "%-20s hears %-10s about %s to #%d, then %s (%s), %d parked"
                    .formatted(consumer, publisher, key, heard, state, why, parked);
        }
    }

    /** What a replay did. */
    public record Replayed(Standing stream, int applied, int setAside, int readable, long heard, int left) {

        /** One line for an operator. */
        public String line() {
            return "%-20s about %s: %d facts had their effect, heard to #%d, %d still parked"
                            .formatted(stream.consumer(), stream.key(), applied, heard, left)
                    + (setAside == 0
                            ? ""
                            : ", %d set aside in inbox_quarantine (another fact had their place)".formatted(setAside));
        }

        /** One line about what a replay would meet. */
        public String lineAhead() {
            return "%-20s about %s: heard to #%d, %d parked, the next %d of them can be read"
                    .formatted(stream.consumer(), stream.key(), heard, left, readable);
        }
    }

    /** All that stand still now. */
    public List<Standing> all() {
        var all = new ArrayList<Standing>();
        for (var part : PARTS) {
            for (int offset = 0; ; offset += PAGE) {
                var page = doors.get(
                                part, "/operate/streams/parked?offset=" + offset + "&limit=" + PAGE, tokens.operator())
                        .required()
                        .body();
                page.path("items").forEach(item -> all.add(standing(part, item)));
                if (offset + PAGE >= page.path("total").asInt()) {
                    break;
                }
            }
        }
        return all;
    }

    private static Standing standing(Part part, JsonNode item) {
        var facts = item.path("facts");
        var state = item.path("state").asString();
        return new Standing(
                part,
                item.path("consumer").asString(),
                item.path("publisher").asString(),
                item.path("key").asString(),
                state,
                item.path("lastSequence").asLong(),
                item.path("parked").asInt(),
                facts.isEmpty() ? state : facts.get(0).path("reason").asString());
    }

    /** Replays one of them in order, or only says what a replay would find. */
    public Replayed replay(Standing stream, boolean dryRun) {
        return replay(stream, dryRun, false);
    }

    /**
     * The same.
     *
     * @param second whether the fact that came second to the last place is heard too
     */
    public Replayed replay(Standing stream, boolean dryRun, boolean second) {
        var answer = doors.post(
                        stream.part(),
                        "/operate/streams/replay",
                        tokens.operator(),
                        Map.of(
                                "consumer",
                                stream.consumer(),
                                "publisher",
                                stream.publisher(),
                                "key",
                                stream.key(),
                                "second",
                                second,
                                "dryRun",
                                dryRun))
                .required()
                .body();
        return new Replayed(
                stream,
                answer.path("applied").asInt(),
                answer.path("setAside").asInt(),
                answer.path("readable").asInt(),
                answer.path("lastSequence").asLong(),
                answer.path("left").size());
    }
}
