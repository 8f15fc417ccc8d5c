package org.kith.platform.refusal;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something the answer depends on is away for the moment. Over HTTP: 503, and nothing was shown or changed. */
public final class NotNow extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;

    public NotNow(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
