package org.kith.launcher.services;

import java.util.List;

/** Runs one part, in this JVM or in another. */
interface Runner {

    /** Starts the part and comes back when it answers. */
    Started start(Part part, List<String> arguments);

    /** A part that runs. */
    interface Started {

        /** Stops it in order; comes back when it is gone. */
        void stop();
    }
}
