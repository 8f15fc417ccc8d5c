package org.kith.launcher.streams;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Which of two facts that claim one place is true. */
    public enum Which {
        /** No two claim it. */
        NO_DOUBT,
        FIRST,
        SECOND,
        /** Their publisher told neither, as far as its journal knows. */
        NOBODY_KNOWS
    }

    /**
     * What the journal of the publisher says of two facts that claim one place.
     *
     * @param place where
     * @param heard id of the one that was heard first
     * @param told id of the one that the journal has; empty if it has none
     */
    public record Verdict(Which which, long place, String heard, String told) {

        private static final Verdict NO_DOUBT = new Verdict(Which.NO_DOUBT, 0, "", "");

        /** One line for an operator. */
        public String line(Standing stream) {
            return "%-20s about %s: two facts claim #%d; ".formatted(stream.consumer(), stream.key(), place)
                    + switch (which) {
                        case FIRST ->
                            "the journal of %s has the one that was heard first, %s"
                                    .formatted(stream.publisher(), heard);
                        case SECOND ->
                            "the journal of %s has the one that came second, %s: the first, %s, was forged"
                                    .formatted(stream.publisher(), told, heard);
                        case NOBODY_KNOWS, NO_DOUBT -> "the journal of %s has neither".formatted(stream.publisher());
                    };
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

    /** Asks the publisher's journal, where two facts claim the last place that was heard. */
    public Verdict verdict(Standing stream) {
        if (!stream.isForked()) {
            return Verdict.NO_DOUBT;
        }
        var two = asked(stream, true, false, "").path("twoFacts");
        if (!two.isObject()) {
            return Verdict.NO_DOUBT;
        }
        long place = two.path("sequence").asLong();
        var heard = two.path("heard").asString();
        var told = doors.get(
                        Part.valueOf(stream.publisher().toUpperCase(Locale.ROOT)),
                        "/operate/streams/told?key=" + URLEncoder.encode(stream.key(), StandardCharsets.UTF_8)
                                + "&sequence=" + place,
                        tokens.operator())
                .required()
                .text("eventId");
        var which = told.isEmpty() ? Which.NOBODY_KNOWS : told.equals(heard) ? Which.FIRST : Which.SECOND;
        return new Verdict(which, place, heard, told);
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

    /** Replays one of them in order, or only says what a replay would find; the first of two facts at one place stands. */
    public Replayed replay(Standing stream, boolean dryRun) {
        return replayed(stream, asked(stream, dryRun, false, ""));
    }

    /**
     * The same, and the fact that came second to the last place is heard too.
     *
     * @param eventId which one; empty for the one that stands there
     */
    public Replayed replayWithSecond(Standing stream, String eventId) {
        return replayed(stream, asked(stream, false, true, eventId));
    }

    private JsonNode asked(Standing stream, boolean dryRun, boolean second, String eventId) {
        var form = new LinkedHashMap<String, Object>();
        form.put("consumer", stream.consumer());
        form.put("publisher", stream.publisher());
        form.put("key", stream.key());
        form.put("second", second);
        if (!eventId.isEmpty()) {
            form.put("eventId", eventId);
        }
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
