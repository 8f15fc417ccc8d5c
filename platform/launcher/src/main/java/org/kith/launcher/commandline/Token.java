package org.kith.launcher.commandline;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.launcher.demo.Demo;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Secrets;

/** Prints a token and nothing else, for somebody who tries the services' doors by hand: a made-up worker's, or the operator's. */
final class Token {

    private static final String OPERATOR = "operator";

    private final Console console;
    private final KithHome home;

    Token(Console console, KithHome home) {
        this.console = console;
        this.home = home;
    }

    void run(Options options) {
        var who = options.next();
        options.requireNoMore();
        var known = Stream.concat(Demo.signIns().keySet().stream(), Stream.of(OPERATOR))
                .collect(Collectors.joining(", "));
        var name = who.orElseThrow(() -> new Options.NotUnderstood("token needs to know whose. There are: " + known));
        if (!name.equals(OPERATOR) && !Demo.signIns().containsKey(name)) {
            throw new Options.NotUnderstood("Nobody signs in as \"" + name + "\" here. There are: " + known);
        }
        try (var doors = new Doors(Running.in(home))) {
            var tokens = new Tokens(doors, Secrets.of(home));
            console.say(name.equals(OPERATOR) ? tokens.operator() : tokens.person(name));
        }
    }
}
