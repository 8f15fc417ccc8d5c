package org.kith.identity.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kith.platform.refusal.Problem;
import org.kith.platform.refusal.Problems;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a door for programs says to whoever may not pass it: a problem, never a page for people and never nothing. */
@Component
public class ProgramsAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Problems problems;

    ProgramsAnswers(JsonMapper json) {
        this.problems = new Problems(json);
    }

    /** There is no valid token. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        problems.answer(
                response,
                Problem.of(
                        401,
                        "not-signed-in",
                        "A valid token is needed",
                        "Ask for a token at /oauth2/token, then repeat"));
    }

    /** There is a token, and not the right one. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        problems.answer(
                response,
                Problem.of(
                        403,
                        "not-allowed",
                        "This may not be done with this token",
                        "Ask for one with the scope of this door: operate for clients and accounts, kith for people"));
    }

    /** There is nothing here for anybody. */
    public void notFound(HttpServletResponse response) throws IOException {
        problems.answer(
                response,
                Problem.of(
                        404,
                        "not-found",
                        "There is nothing at this address",
                        "Open are /actuator/health and /actuator/prometheus"));
    }
}
