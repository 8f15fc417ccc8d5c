package org.kith.launcher.commandline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Progress;

/** What a person sees: few lines, calm, one thing each. */
final class Console implements Progress {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final PrintStream err;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static Console ofThisProcess() {
        return new Console(System.out, System.err);
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    /** Draws over the last line where there is a terminal; elsewhere the text must be worth a line of its own. */
    void sayOver(String text) {
        if (hasTerminal()) {
            out.print("\r\u001b[K" + text);
            out.flush();
        }
    }

    boolean hasTerminal() {
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
    }

    @Override
    public void ready(String what, Duration took) {
        say(String.format(Locale.ROOT, "%s%-26s %5.1f s", INDENT, what, took.toMillis() / 1000.0));
    }

    @Override
    public void note(String text) {
        say(INDENT + text);
    }

    void complain(Obstacle obstacle) {
        err.println(obstacle.getMessage());
        err.println(obstacle.advice());
        err.flush();
    }

    void complain(String message, @Nullable String advice) {
        err.println(message);
        if (advice != null) {
            err.println(advice);
        }
        err.flush();
    }
}
