package org.kith.identity.problems.web;

import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals and unusable fields into problems with a code. */
@RestControllerAdvice
class Problems {

    private static final String RETRY_AFTER_SECONDS = "2";

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(refusal.status()), refusal.getMessage());
        problem.setProperty("code", refusal.code());
        if (refusal.hint() != null) {
            problem.setProperty("hint", refusal.hint());
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unusable(Invalid invalid) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT, "Some fields cannot be taken as they are");
        problem.setProperty("code", "invalid");
        problem.setProperty("errors", invalid.problems());
        return problem;
    }

    /** The database is away, or all connections to it are taken: come back, nothing was done. */
    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> notNow() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The accounts cannot be reached at the moment");
        problem.setProperty("code", "not-now");
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(problem);
    }
}
