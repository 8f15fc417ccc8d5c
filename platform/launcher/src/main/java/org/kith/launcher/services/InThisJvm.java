package org.kith.launcher.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kith.platform.service.KithService;

/** Each part an isolated context in this JVM, on one flat class path. */
final class InThisJvm implements Runner {

    @Override
    public Started start(Part part, Map<String, String> environment, List<String> arguments) {
        // as arguments, since a JVM has one environment only
        var all = new ArrayList<>(arguments);
        environment.forEach((name, value) -> all.add("--" + name + "=" + value));
        var context = KithService.start(part.application(), part.configuration(), all.toArray(String[]::new));
        return context::close;
    }
}
