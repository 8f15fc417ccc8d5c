package org.kith.launcher.commandline;

import java.util.List;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.streams.StandingStreams;
import org.kith.launcher.streams.StandingStreams.Doubt;

/** Lists the streams that stand still, or replays those of one family in order. */
final class Replay {

    private final Console console;
    private final KithHome home;

    Replay(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    /** Whether nothing of what was asked for stands still afterwards. */
    boolean run(Options options) {
        boolean dryRun = options.flag("--dry-run");
        boolean all = options.flag("--all");
        boolean second = options.flag("--second");
        var key = options.next();
        options.requireNoMore();
        var installation = Running.in(home);
        try (var doors = new Doors(installation)) {
            var streams = new StandingStreams(doors, new Tokens(doors, Secrets.of(home)));
            var standing = streams.all();
            if (key.isEmpty() && !all) {
                list(standing);
                return standing.isEmpty();
            }
            var wanted = standing.stream()
                    .filter(stream -> all || stream.key().equals(key.orElse("")))
                    .toList();
            if (wanted.isEmpty() && second && key.isPresent()) {
                var aside = streams.setAside(key.get());
                aside.forEach((stream, fact) ->
                        console.say(streams.replay(stream, true, List.of(fact)).line()));
                if (!aside.isEmpty()) {
                    console.say("Settle the task FACT_SET_ASIDE, under Tasks of the installation");
                    return true;
                }
            }
            if (wanted.isEmpty()) {
                throw new Obstacle(
                        "Nothing stands still"
                                + key.map(name -> " about " + name).orElse(""),
                        "What does: ./kith replay");
            }
            boolean good = true;
            for (var stream : wanted) {
                good &= replayed(streams, stream, dryRun, second);
            }
            return good;
        }
    }

    private boolean replayed(StandingStreams streams, StandingStreams.Standing stream, boolean dryRun, boolean second) {
        var doubts = streams.doubts(stream);
        doubts.forEach(doubt -> console.say((dryRun ? "tried only: " : "") + doubt.line(stream)));
        if (dryRun) {
            console.say("tried only: "
                    + (doubts.isEmpty()
                            ? streams.tried(stream).lineAhead()
                            : "a replay hears the true ones, as far as they are known, and what is behind them"));
            return true;
        }
        boolean settled = doubts.stream().allMatch(Doubt::isSettled);
        if (!second && !settled) {
            console.say("    It is left standing. Where you know better, at its door: \"trueFacts\" (docs/runbook.md);"
                    + " or ./kith replay " + stream.key() + " --second, which hears the second at the last place");
            return false;
        }
        boolean journalKnows = settled && !doubts.isEmpty();
        if (second && journalKnows) {
            console.say("    --second is not needed: the journal knows which is true");
        }
        var replayed = streams.replay(stream, second && !journalKnows && stream.isForked(), Doubt.trueFacts(doubts));
        console.say(replayed.line());
        return replayed.left() == 0;
    }

    private void list(List<StandingStreams.Standing> standing) {
        if (standing.isEmpty()) {
            console.say("No stream stands still");
            return;
        }
        standing.forEach(stream -> console.say(stream.line()));
        console.say("Put right what was wrong, then: ./kith replay <key> [--dry-run], or ./kith replay --all");
    }
}
