package org.kith.platform.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An exception as a log line may show it: without its message, and so are its causes. */
final class DiscreetFault implements IThrowableProxy {

    private static final String NOT_SHOWN = "(not shown)";

    private final IThrowableProxy fault;

    private DiscreetFault(IThrowableProxy fault) {
        this.fault = fault;
    }

    static DiscreetFault of(IThrowableProxy fault) {
        return new DiscreetFault(fault);
    }

    @Override
    public String getMessage() {
        return NOT_SHOWN;
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return null;
    }

    @Override
    public String getClassName() {
        return fault.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return fault.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return fault.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        var cause = fault.getCause();
        return cause == null ? null : of(cause);
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Stream.of(fault.getSuppressed()).map(DiscreetFault::of).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return fault.isCyclic();
    }
}
