package org.kith.platform.refusal;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A business rule said no. The code is stable and public; the message is for workers and names no person; the hint says what
 * to do. Over HTTP it becomes an RFC 9457 problem with status 409, or 404 where it was made with {@link #notFound}. While
 * hearing a fact it is an answer, not a fault: it is recorded with a named task, and the stream goes on.
 */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String hint;
    private final int status;

    public Refusal(String code, String message) {
        this(code, message, null, 409);
    }

    public Refusal(String code, String message, String hint) {
        this(code, message, hint, 409);
    }

    private Refusal(String code, String message, @Nullable String hint, int status) {
        super(message);
        this.code = code;
        this.hint = hint;
        this.status = status;
    }

    /** The one answer for what does not exist and for what the asker may not know to exist. */
    public static Refusal notFound() {
        return new Refusal("not-found", "There is no such record, or you may not see it", null, 404);
    }

    /** The request is well formed and means something that cannot be: status 422. */
    public static Refusal unprocessable(String code, String message, String hint) {
        return new Refusal(code, message, hint, 422);
    }

    /** The asker is known and may never do this: status 403. Use {@link #notFound} where existence must stay hidden. */
    public static Refusal forbidden(String code, String message) {
        return new Refusal(code, message, null, 403);
    }

    public String code() {
        return code;
    }

    public @Nullable String hint() {
        return hint;
    }

    public int status() {
        return status;
    }
}
