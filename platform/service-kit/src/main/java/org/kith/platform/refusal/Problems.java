package org.kith.platform.refusal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller is at hand, such as in filters. */
public final class Problems {

    /** When somebody who was answered 503 may come again. */
    static final String RETRY_AFTER_SECONDS = "5";

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    /** Answers with the problem, unless an answer has already begun. */
    public void answer(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE && !response.containsHeader("Retry-After")) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }
}
