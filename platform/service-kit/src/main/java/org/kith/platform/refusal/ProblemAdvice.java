package org.kith.platform.refusal;

import jakarta.validation.ConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.faults.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Turns whatever goes wrong behind a door into a problem that says what to do and repeats nothing that was sent. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal) {
        return answer(Problem.of(refusal));
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(Invalid invalid) {
        return answer(Problem.aboutFields(invalid.problems()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notNow(NotNow notNow) {
        LOG.warn("Answered 503: {}", notNow.code(), notNow);
        return later(notNow.code());
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooLarge(BodyTooLarge tooLarge) {
        return answer(tooLarge.problem());
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BodyTooLarge tooLarge -> {
                    return tooLarge(tooLarge);
                }
                case Invalid invalid -> {
                    return invalid(invalid);
                }
                case StreamReadException malformed -> {
                    return answer(malformed(malformed));
                }
                case MismatchedInputException mismatch -> {
                    return answer(mismatch(mismatch));
                }
                case StreamConstraintsException beyond -> {
                    return answer(Problem.of(
                            400,
                            "malformed-json",
                            "The body is nested too deeply, or a part of it is too long",
                            "Send the form as it is described"));
                }
                default -> {}
            }
        }
        return answer(
                Problem.of(400, "body-missing", "A body is needed", "Send the form as JSON, or the file as text/csv"));
    }

    /** Where it went wrong helps the sender, what stood there does not leave. */
    private static Problem malformed(JacksonException malformed) {
        var at = malformed.getLocation();
        var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        if (malformed.getOriginalMessage().startsWith("Duplicate")) {
            return Problem.of(
                    400,
                    "field-twice",
                    "A field is there twice" + where,
                    "Say each once: it is not known which is meant");
        }
        return Problem.of(
                400,
                "malformed-json",
                "The body is not JSON, or was cut off" + where,
                "Check that all of it was sent and send it again");
    }

    private static Problem mismatch(MismatchedInputException mismatch) {
        var path = new StringBuilder();
        for (var step : mismatch.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty()
                ? Problem.of(400, "malformed-json", "The body is JSON of another shape than is taken here", null)
                : Problem.aboutFields(List.of(new FieldProblem(
                        path.toString(), "wrong-type", "This is not of the kind or form that belongs here")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongType(MethodArgumentTypeMismatchException mismatch) {
        return answer(Problem.of(
                400,
                "bad-parameter",
                "The value given for " + mismatch.getName() + " is not of the right form",
                form(mismatch.getRequiredType())));
    }

    private static @Nullable String form(@Nullable Class<?> wanted) {
        if (wanted == Instant.class) {
            return "Give a moment with its zone, such as 2026-03-31T23:59:59Z";
        }
        if (wanted == LocalDate.class) {
            return "Give a day, such as 2026-03-31";
        }
        if (wanted == UUID.class) {
            return "Give an id as another door gave it, 36 characters";
        }
        if (wanted == int.class || wanted == long.class || wanted == Integer.class || wanted == Long.class) {
            return "Give a whole number";
        }
        return wanted == boolean.class || wanted == Boolean.class ? "Give true or false" : null;
    }

    @ExceptionHandler
    ResponseEntity<Problem> notValid(MethodArgumentNotValidException notValid) {
        return answer(Problem.aboutFields(notValid.getBindingResult().getFieldErrors().stream()
                .map(error ->
                        new FieldProblem(error.getField(), kebab(error.getCode()), said(error.getDefaultMessage())))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notValid(HandlerMethodValidationException notValid) {
        return answer(Problem.aboutFields(notValid.getParameterValidationResults().stream()
                .map(result -> new FieldProblem(
                        String.valueOf(result.getMethodParameter().getParameterName()),
                        "not-valid",
                        said(result.getResolvableErrors().getFirst().getDefaultMessage())))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notValid(ConstraintViolationException notValid) {
        return answer(Problem.aboutFields(notValid.getConstraintViolations().stream()
                .map(violation -> new FieldProblem(
                        violation.getPropertyPath().toString(), "not-valid", said(violation.getMessage())))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingRequestHeaderException missing) {
        return answer(
                Problem.of(400, "header-missing", "The header " + missing.getHeaderName() + " is needed here", null));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException missing) {
        return answer(Problem.of(
                400, "bad-parameter", "The parameter " + missing.getParameterName() + " is needed here", null));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unsupported(HttpMediaTypeNotSupportedException unsupported) {
        return answer(Problem.of(
                415,
                "unsupported-media-type",
                "This kind of body is not taken here",
                "Taken: " + MediaType.toString(unsupported.getSupportedMediaTypes())));
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException unsupported) {
        var taken = Objects.requireNonNullElse(unsupported.getSupportedMethods(), new String[0]);
        var problem = Problem.of(
                405,
                "method-not-allowed",
                "This address does not take that method",
                taken.length == 0 ? null : "Taken: " + String.join(", ", taken));
        var answer = ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        // an answer of 405 says what is taken (RFC 9110, section 15.5.6)
        return answer.allow(Stream.of(taken).map(HttpMethod::valueOf).toArray(HttpMethod[]::new))
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> changedMeanwhile(OptimisticLockingFailureException changed) {
        LOG.info("Two changed the same record at once: {}", changed.getClass().getSimpleName());
        return answer(Problem.of(
                409,
                "changed-meanwhile",
                "Somebody else changed this record a moment ago",
                "Load it again, look at what changed, then repeat your change"));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        PessimisticLockingFailureException.class,
        TransientDataAccessException.class,
        SQLTransientConnectionException.class
    })
    ResponseEntity<Problem> storeAway(Exception away) {
        if (away instanceof OptimisticLockingFailureException changed) {
            return changedMeanwhile(changed);
        }
        LOG.warn("The database could not be used", away);
        return later("not-available");
    }

    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("The asker went away");
    }

    @ExceptionHandler
    ResponseEntity<Problem> anything(Exception exception) throws Exception {
        if (exception instanceof AccessDeniedException || exception instanceof AuthenticationException) {
            // security's own filters answer these
            throw exception;
        }
        for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof NotNow notNow) {
                return notNow(notNow);
            }
        }
        // a database that goes away in the middle shows as a rollback that could not be done
        if (DatabaseAway.isBehind(exception)) {
            return storeAway(exception);
        }
        if (exception instanceof ErrorResponse response
                && !response.getStatusCode().is5xxServerError()) {
            return answer(known(response.getStatusCode()));
        }
        LOG.error("A request could not be answered", exception);
        return answer(unknown());
    }

    private static Problem known(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> Problem.of(Refusal.notFound());
            case 406 -> Problem.of(406, "not-acceptable", "The answer cannot be given in the form asked for", null);
            default -> Problem.of(status.value(), "bad-request", "The request cannot be understood", null);
        };
    }

    static Problem unknown() {
        return Problem.of(
                500,
                "internal-fault",
                "Something went wrong on our side",
                "Try again; if it stays, tell the duty desk");
    }

    private static ResponseEntity<Problem> later(String code) {
        return ResponseEntity.status(503)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS)
                .body(Problem.of(503, code, "This cannot be answered just now", "Try again in a few seconds"));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String kebab(@Nullable String constraint) {
        return constraint == null
                ? "not-valid"
                : constraint.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    private static String said(@Nullable String message) {
        return message == null ? "This cannot be taken as it is" : message;
    }
}
