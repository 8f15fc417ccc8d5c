package org.kith.launcher.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kith.platform.service.KithService;
import org.springframework.context.ConfigurableApplicationContext;

/** Each part an isolated context in this JVM, on one flat class path. */
final class InThisJvm implements Runner {

    /** A part whose context can be looked into. */
    record InContext(ConfigurableApplicationContext context) implements Started {

        @Override
        public void stop() {
            context.close();
        }
    }

    @Override
    public Started start(Part part, Map<String, String> environment, List<String> arguments) {
        // as arguments, since a JVM has one environment only
        var all = new ArrayList<>(arguments);
        environment.forEach((name, value) -> all.add("--" + name + "=" + value));
        var context = KithService.start(part.application(), part.configuration(), all.toArray(String[]::new));
        return new InContext(context);
    }
}
