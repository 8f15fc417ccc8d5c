package org.kith.launcher.streams;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.services.Part;
import tools.jackson.databind.JsonNode;

/** What stands still in the four services, and its replay in order; every replay is in the service's audit trail. */
public final class StandingStreams {

    private static final List<Part> PARTS = List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    private static final int PAGE = 200;
    private static final int PARTS_OF_A_TASK = 5;

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

    /**
     * A place that more than one readable fact claims.
     *
     * @param place where
     * @param heard id of the one that was heard; empty if none was
     * @param claims ids of the others
     * @param told id of the one that the publisher's journal has there; empty if it has none
     */
    public record Doubt(long place, String heard, List<String> claims, String told) {

        /** The true ones, as far as they are known. */
        public static List<String> trueFacts(List<Doubt> doubts) {
            return doubts.stream().filter(Doubt::isSettled).map(Doubt::told).toList();
        }

        /** Whether the true one is among them. */
        public boolean isSettled() {
            return !told.isEmpty() && (told.equals(heard) || claims.contains(told));
        }

        /** One line for an operator. */
        public String line(Standing stream) {
            var what = "%-20s about %s: %d facts claim #%d"
                    .formatted(stream.consumer(), stream.key(), claims.size() + (heard.isEmpty() ? 0 : 1), place);
            if (!isSettled()) {
                return what + "; the journal of " + stream.publisher() + " has none of them there";
            }
            return what + "; the journal of " + stream.publisher() + " has " + told
                    + (heard.isEmpty()
                            ? ""
                            : told.equals(heard)
                                    ? ", which was heard"
                                    : ": " + heard + ", which was heard, was forged");
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

    /** The places that several facts claim, and what the publisher's journal says of each. */
    public List<Doubt> doubts(Standing stream) {
        var doubts = new ArrayList<Doubt>();
        asked(stream, true, null, List.of()).path("doubts").forEach(doubt -> {
            long place = doubt.path("sequence").asLong();
            var told = doors.get(
                            Part.valueOf(stream.publisher().toUpperCase(Locale.ROOT)),
                            "/operate/streams/told?key=" + URLEncoder.encode(stream.key(), StandardCharsets.UTF_8)
                                    + "&sequence=" + place,
                            tokens.operator())
                    .required()
                    .text("eventId");
            var claims = new ArrayList<String>();
            doubt.path("claims").forEach(claim -> claims.add(claim.asString()));
            doubts.add(new Doubt(place, doubt.path("heard").asString(), List.copyOf(claims), told));
        });
        return doubts;
    }

    /** The streams in which a fact was put aside that somebody has to look at, with the id of that fact. */
    public Map<Standing, String> setAside(String key) {
        var aside = new LinkedHashMap<Standing, String>();
        for (var part : PARTS) {
            doors.get(part, "/operate/tasks?kind=FACT_SET_ASIDE&limit=" + PAGE, tokens.operator())
                    .required()
                    .body()
                    .path("items")
                    .forEach(task -> {
                        // consumer, publisher, stream, place and id of the fact
                        var parts = task.path("key").asString().split("/", -1);
                        if (parts.length == PARTS_OF_A_TASK && parts[2].equals(key)) {
                            aside.put(
                                    new Standing(
                                            part, parts[0], parts[1], key, "OK", Long.parseLong(parts[3]), 0, "OK"),
                                    parts[4]);
                        }
                    });
        }
        return aside;
    }

    /** Says what a replay would find. */
    public Replayed tried(Standing stream) {
        return replayed(stream, asked(stream, true, null, List.of()));
    }

    /**
     * Replays one of them in order.
     *
     * @param second of the last place that was heard: whether the fact that came second is heard too
     * @param trueFacts ids of the true ones where several claim a place
     */
    public Replayed replay(Standing stream, boolean second, List<String> trueFacts) {
        return replayed(stream, asked(stream, false, second, trueFacts));
    }

    private JsonNode asked(Standing stream, boolean dryRun, @Nullable Boolean second, List<String> trueFacts) {
        var form = new LinkedHashMap<String, Object>();
        form.put("consumer", stream.consumer());
        form.put("publisher", stream.publisher());
        form.put("key", stream.key());
        if (second != null) {
            form.put("second", second);
        }
        form.put("trueFacts", trueFacts);
        form.put("dryRun", dryRun);
        return doors.post(stream.part(), "/operate/streams/replay", tokens.operator(), form)
                .required()
                .body();
    }

    private static Replayed replayed(Standing stream, JsonNode answer) {
        return new Replayed(
                stream,
                answer.path("applied").asInt(),
                answer.path("setAside").asInt(),
                answer.path("readable").asInt(),
                answer.path("lastSequence").asLong(),
                answer.path("left").size());
    }
}
