package org.kith.launcher.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kith.launcher.machine.KithHome;

/** Each part a JVM of its own with a small heap. */
final class InJvmOfItsOwn implements Runner {

    private final KithHome home;

    InJvmOfItsOwn(KithHome home) {
        this.home = home;
    }

    @Override
    public Started start(Part part, Map<String, String> environment, List<String> arguments) {
        var all = new ArrayList<>(List.of(home.logs().toString(), part.name()));
        all.addAll(arguments);
        return Child.of(home, part.configuration(), Alone.class, environment, all)
                .awaitReady()::stop;
    }
}
