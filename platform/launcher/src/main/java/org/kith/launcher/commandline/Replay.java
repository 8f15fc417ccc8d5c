package org.kith.launcher.commandline;

import java.util.List;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.streams.StandingStreams;

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
            if (wanted.isEmpty()) {
                throw new Obstacle(
                        "Nothing stands still"
                                + key.map(name -> " about " + name).orElse(""),
                        "What does: ./kith replay");
            }
            boolean good = true;
            for (var stream : wanted) {
                var replayed = streams.replay(stream, dryRun, second && stream.isForked());
                console.say(dryRun ? "tried only: " + replayed.lineAhead() : replayed.line());
                good &= dryRun || replayed.left() == 0;
            }
            return good;
        }
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
