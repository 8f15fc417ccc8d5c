package org.kith.launcher.commandline;

import java.io.UncheckedIOException;
import java.util.List;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Obstacle;

/** Finds the command and answers with the process's exit code. */
public final class Commands {

    private static final int DONE = 0;

    private static final int COULD_NOT = 1;

    private static final int NOT_UNDERSTOOD = 2;

    private Commands() {}

    /** Runs the command of that name. */
    public static int run(String name, List<String> words) {
        var console = Console.ofThisProcess();
        try {
            var options = new Options(words);
            var home = KithHome.here();
            switch (name) {
                case "up" -> new Up(console, home).run(options);
                case "down" -> new Down(console, home).run(options);
                case "status" -> {
                    return new Status(console, home).run(options) ? DONE : COULD_NOT;
                }
                case "notice" -> new Notices(console, home).run(options);
                case "reset" -> new Reset(console, home).run(options);
                case "load" -> new Load(console, home).run(options);
                case "token" -> new Token(console, home).run(options);
                case "follow" -> new Follow(console, home).run(options);
                case "backup" -> new Backup(console, home).run(options);
                case "restore" -> new Restore(console, home).run(options);
                case "bench" -> new Bench(console, home).run(options);
                case "train" -> new Train(console, home).run(options);
                case "campaign" -> {
                    return new Campaign(console, home).run(options) ? DONE : COULD_NOT;
                }
                case "audit" -> {
                    return new Audit(console, home).run(options) ? DONE : COULD_NOT;
                }
                case "recount" -> {
                    return new Recount(console, home).run(options) ? DONE : COULD_NOT;
                }
                case "replay" -> {
                    return new Replay(console, home).run(options) ? DONE : COULD_NOT;
                }
                default -> {
                    console.complain("Kith knows no command \"" + name + "\".", "What it knows: ./kith help");
                    return NOT_UNDERSTOOD;
                }
            }
            return DONE;
        } catch (Options.NotUnderstood e) {
            console.complain(e.getMessage(), "What it knows: ./kith help");
            return NOT_UNDERSTOOD;
        } catch (Obstacle e) {
            console.complain(e);
            return COULD_NOT;
        } catch (UncheckedIOException e) {
            console.complain(String.valueOf(e.getMessage()), "What runs, and what does not: ./kith status");
            return COULD_NOT;
        }
    }
}
