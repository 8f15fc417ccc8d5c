package org.kith.gateway.neighbours;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service answered, and the answer is no; its own words say why. */
public final class SaidNo extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    public SaidNo(Said said) {
        super(said.status() + " " + said.code());
        this.said = said;
    }

    public Said said() {
        return said;
    }

    public int status() {
        return said.status();
    }

    /** A problem as the services say it (RFC 9457). */
    public record Said(
            int status,
            @Nullable String code,
            @Nullable String detail,
            @Nullable String hint,
            @Nullable List<FieldError> errors) {}

    /** One field that was not taken. */
    public record FieldError(String field, @Nullable String code, String message) {}
}
