package org.kith.launcher.services;

import java.time.Duration;

/** Told what is ready, so that a person who waits sees it. */
public interface Progress {

    /** One thing is up. */
    void ready(String what, Duration took);

    /** Something worth a line. */
    void note(String text);
}
