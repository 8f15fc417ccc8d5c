package org.kith.launcher.commandline;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Progress;

/** What a person sees: few lines, calm, one thing each. */
final class Console implements Progress {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final PrintStream err;

    /** What a person types at a terminal, line by line; absent where there is none. */
    private final @Nullable Supplier<@Nullable String> keyboard;

    Console(PrintStream out, PrintStream err) {
        this(out, err, null);
    }

    Console(PrintStream out, PrintStream err, @Nullable Supplier<@Nullable String> keyboard) {
        this.out = out;
        this.err = err;
        this.keyboard = keyboard;
    }

    static Console ofThisProcess() {
        return new Console(
                System.out,
                System.err,
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .<Supplier<@Nullable String>>map(terminal -> terminal::readLine)
                        .orElse(null));
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
        return keyboard != null;
    }

    /** What somebody answers, which may be nothing; absent where nobody is there to be asked. */
    Optional<String> ask(String question) {
        if (keyboard == null) {
            return Optional.empty();
        }
        out.print(question + " ");
        out.flush();
        return Optional.of(Objects.requireNonNullElse(keyboard.get(), ""));
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
