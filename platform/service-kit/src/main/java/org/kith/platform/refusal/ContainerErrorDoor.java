package org.kith.platform.refusal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the container itself refuses, such as an address with tricks in it, is answered in the same form as all else. */
@RestController
class ContainerErrorDoor implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Problem> refused(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status));
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 404 -> Problem.of(Refusal.notFound());
            case 503 ->
                Problem.of(503, "not-available", "This cannot be answered just now", "Try again in a few seconds");
            default ->
                status < 500
                        ? Problem.of(status, "bad-request", "The request cannot be understood", null)
                        : ProblemAdvice.unknown();
        };
    }
}
