package org.kith.platform.refusal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer no over HTTP (RFC 9457). It never repeats a value that was sent.
 *
 * @param type always {@code about:blank}; the code says what it is
 * @param title name of the status
 * @param status HTTP status
 * @param detail one sentence for a person
 * @param code stable, for machines
 * @param hint what to do now
 * @param errors one entry per field that cannot be taken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String hint,
        @Nullable List<FieldProblem> errors) {

    /** Media type of every problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem about the request as a whole. */
    public static Problem of(int status, String code, String detail, @Nullable String hint) {
        return new Problem("about:blank", title(status), status, detail, code, hint, null);
    }

    /** A problem about single fields. */
    public static Problem aboutFields(List<FieldProblem> errors) {
        return new Problem(
                "about:blank",
                title(422),
                422,
                errors.size() == 1
                        ? "One field cannot be taken as it is"
                        : errors.size() + " fields cannot be taken as they are",
                "invalid",
                "Correct the fields named in errors and send it again",
                errors);
    }

    static Problem of(Refusal refusal) {
        var said = refusal.getMessage();
        return of(refusal.status(), refusal.code(), said == null ? "It was refused" : said, refusal.hint());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Not signed in";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "Not acceptable";
            case 409 -> "Conflict";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Cannot be taken";
            case 429 -> "Too many requests";
            case 503 -> "Not available now";
            default -> status < 500 ? "Refused" : "Internal fault";
        };
    }
}
