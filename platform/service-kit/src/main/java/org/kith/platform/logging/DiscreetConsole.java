package org.kith.platform.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

/**
 * Writes log lines without the messages of exceptions: a message may repeat what somebody typed, or a row of a table. Classes
 * and places in the code stay. A service that cannot start has seen nobody's data, and says why in full.
 */
public final class DiscreetConsole extends ConsoleAppender<ILoggingEvent> {

    private static final String START = "org.springframework.boot.SpringApplication";

    @Override
    protected void append(ILoggingEvent event) {
        super.append(discreet(event));
    }

    static ILoggingEvent discreet(ILoggingEvent event) {
        var fault = event.getThrowableProxy();
        return fault == null || event.getLoggerName().equals(START)
                ? event
                : new DiscreetEvent(event, DiscreetFault.of(fault));
    }
}
