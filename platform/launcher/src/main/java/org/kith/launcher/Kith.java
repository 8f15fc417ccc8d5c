package org.kith.launcher;

import java.util.Arrays;
import java.util.List;
import org.kith.launcher.commandline.Commands;
import org.kith.launcher.machine.Logging;

/** What the script {@code kith} runs. */
public final class Kith {

    private Kith() {}

    /**
     * Does what the first argument says and ends the process: 0 done, 1 could not, 2 not understood.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        Logging.quiet();
        var words = arguments.length == 0 ? List.of("help") : Arrays.asList(arguments);
        // the broker's threads would keep the process alive, so it is ended on purpose
        System.exit(Commands.run(words.getFirst(), words.subList(1, words.size())));
    }
}
