package org.kith.identity.problems.web;

import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals and unusable fields into problems with a code. */
@RestControllerAdvice
class Problems {

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
}
