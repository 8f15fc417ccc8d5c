package org.kith.launcher.commandline;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kith.launcher.doors.Answer;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Part;
import tools.jackson.databind.JsonNode;

/** Has every service read its whole audit and compare it with the checkpoints that are kept outside the database. */
final class Audit {

    private static final List<Part> PARTS = List.of(Part.REFERRAL, Part.ALLOCATION, Part.SPECIALIST, Part.OUTCOMES);

    private final Console console;
    private final KithHome home;

    Audit(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    /** Whether every row of every service is as it was written. */
    boolean run(Options options) {
        boolean answer = options.flag("--answer");
        var reason = answer ? options.next() : Optional.<String>empty();
        options.requireNoMore();
        if (answer && reason.isEmpty()) {
            throw new Obstacle(
                    "--answer wants a reason", "Such as: ./kith audit --answer \"put back after a disk was lost\"");
        }
        boolean holds = true;
        try (var doors = new Doors(Running.in(home))) {
            var tokens = new Tokens(doors, Secrets.of(home));
            for (var part : PARTS) {
                // one that refuses, or does not answer, keeps nobody from hearing of the others
                try {
                    var said = answer
                            ? doors.post(
                                    part,
                                    "/operate/audit/answer",
                                    tokens.operator(),
                                    Map.of("reason", reason.orElse("")))
                            : doors.post(part, "/operate/audit/verify", tokens.operator(), Map.of());
                    holds &= said.isGood() ? say(part, said.body(), answer) : refused(part, said);
                } catch (UncheckedIOException e) {
                    console.say(String.format(
                            Locale.ROOT, "%-24s does not answer: see ./kith status", part.configuration()));
                    holds = false;
                }
            }
        }
        if (!holds) {
            console.say("What to do now: docs/runbook.md, \"The audit was changed\"");
        }
        return holds;
    }

    private boolean refused(Part part, Answer said) {
        console.say(String.format(
                Locale.ROOT,
                "%-24s could not be asked: %d %s %s",
                part.configuration(),
                said.status(),
                said.code(),
                said.text("detail")));
        said.body()
                .path("errors")
                .forEach(error -> console.say("    " + error.path("message").asString("")));
        return false;
    }

    private boolean say(Part part, JsonNode round, boolean answer) {
        boolean holds = round.path("holds").asBoolean();
        var state = holds ? "as it was written" : "CHANGED";
        if (answer) {
            state = holds
                    ? "answered for, and signed"
                    : "NOT answered for, since this was in no list before: look into it, then answer again";
        }
        console.say(String.format(
                Locale.ROOT,
                "%-24s %s: checkpoint %,d covers %,d rows; %,d read in %.1f s (%,.0f a second)",
                part.configuration(),
                state,
                round.path("checkpoint").asLong(),
                round.path("rows").asLong(),
                round.path("read").asLong(),
                round.path("seconds").asDouble(),
                round.path("read").asLong() / Math.max(round.path("seconds").asDouble(), 1e-9)));
        round.path("findings")
                .forEach(finding -> console.say("    " + finding.path("fault").asString()
                        + (finding.path("council").isMissingNode()
                                        || finding.path("council").isNull()
                                ? ""
                                : " council " + finding.path("council").asString() + ", chain "
                                        + finding.path("shard").asInt() + ", from row "
                                        + finding.path("sequence").asLong() + " on")));
        return holds;
    }
}
