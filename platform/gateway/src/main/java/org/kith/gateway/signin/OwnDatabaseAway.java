package org.kith.gateway.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kith.platform.faults.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says so where the gateway's own database does not answer. Without it not even the page for errors can be made, since it asks who
 * is signed in; so this stands around the sessions, and its page is a file.
 */
@Component
@Order(OwnDatabaseAway.AROUND_THE_SESSIONS)
class OwnDatabaseAway extends OncePerRequestFilter {

    /** Spring Session's filter comes ten later. */
    static final int AROUND_THE_SESSIONS = Ordered.HIGHEST_PRECEDENCE + 40;

    private static final Logger LOG = LoggerFactory.getLogger(OwnDatabaseAway.class);

    private static final String SECONDS_TO_WAIT = "10";

    private static final String NOTHING_BUT_STYLE =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String page;

    OwnDatabaseAway() throws IOException {
        page = new ClassPathResource("gateway/own-database-away.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException fault) {
            if (response.isCommitted() || !DatabaseAway.isBehind(fault)) {
                throw fault;
            }
            LOG.warn(
                    "The gateway's own database does not answer: {}",
                    fault.getClass().getSimpleName());
            answer(response);
        }
    }

    private void answer(HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Content-Security-Policy", NOTHING_BUT_STYLE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(page);
    }
}
