package org.kith.launcher.machine;

/** Something on this machine is in the way: said in one sentence, with what to do about it. */
public final class Obstacle extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    public Obstacle(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    public Obstacle(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}
