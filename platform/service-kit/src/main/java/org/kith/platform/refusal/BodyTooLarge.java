package org.kith.platform.refusal;

import java.io.IOException;
import java.io.Serial;

/** More was sent than this door takes. Over HTTP: 413. */
public final class BodyTooLarge extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long limit;

    public BodyTooLarge(long limit) {
        super("A body of at most " + limit + " bytes is taken here");
        this.limit = limit;
    }

    /** The same as a problem. */
    public Problem problem() {
        return Problem.of(
                413,
                "body-too-large",
                "More was sent than is taken here: at most " + limit + " bytes",
                "Send less at once, for example a file in parts");
    }
}
