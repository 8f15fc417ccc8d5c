package org.kith.launcher.services;

import java.util.List;
import java.util.Map;

/** Runs one part, in this JVM or in another. */
interface Runner {

    /** Starts the part and comes back when it answers. */
    Started start(Part part, Map<String, String> environment, List<String> arguments);

    /** A part that runs. */
    interface Started {

        /** Stops it in order; comes back when it is gone. */
        void stop();
    }
}
