package org.kith.platform.logging;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The same discretion for appenders that are no console, such as the file of {@code ./kith up}. */
public final class DiscreetJson extends JsonEncoder {

    @Override
    public byte[] encode(ILoggingEvent event) {
        return super.encode(DiscreetConsole.discreet(event));
    }
}
