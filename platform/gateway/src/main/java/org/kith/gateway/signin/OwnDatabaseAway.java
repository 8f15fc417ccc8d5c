package org.kith.gateway.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
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

    /** PostgreSQL's classes of states: no connection, no room for one, and an end that an operator brought about. */
    private static final List<String> LOST = List.of("08", "53", "57P");

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
            if (response.isCommitted() || !isAway(fault)) {
                throw fault;
            }
            LOG.warn(
                    "The gateway's own database does not answer: {}",
                    fault.getClass().getSimpleName());
            answer(response);
        }
    }

    /**
     * Its statements may be wrong too, and that is a fault of ours with a page of its own. A transaction that cannot be begun or ended
     * hides why: its connection is gone.
     */
    private static boolean isAway(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransactionException
                    || cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql && isLost(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLost(@Nullable String state) {
        return state != null && LOST.stream().anyMatch(state::startsWith);
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
