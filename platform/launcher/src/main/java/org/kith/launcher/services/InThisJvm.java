package org.kith.launcher.services;

import java.util.List;
import org.kith.platform.service.KithService;

/** Each part an isolated context in this JVM, on one flat class path. */
final class InThisJvm implements Runner {

    @Override
    public Started start(Part part, List<String> arguments) {
        var context = KithService.start(part.application(), part.configuration(), arguments.toArray(String[]::new));
        return context::close;
    }
}
