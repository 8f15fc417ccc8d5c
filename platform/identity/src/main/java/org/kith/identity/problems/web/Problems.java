package org.kith.identity.problems.web;

import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Problem;
import org.kith.platform.refusal.Refusal;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals and unusable fields into the problems that every service of Kith answers. */
@RestControllerAdvice
class Problems {

    private static final String RETRY_AFTER_SECONDS = "2";

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal) {
        return answer(
                Problem.of(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()), refusal.hint()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unusable(Invalid invalid) {
        return answer(Problem.aboutFields(invalid.problems()));
    }

    /** The database is away, or all connections to it are taken: come back, nothing was done. */
    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Problem> notNow() {
        return ResponseEntity.status(503)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(Problem.of(
                        503,
                        "not-now",
                        "The accounts cannot be reached at the moment",
                        "Nothing was done: try again in a few seconds"));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
