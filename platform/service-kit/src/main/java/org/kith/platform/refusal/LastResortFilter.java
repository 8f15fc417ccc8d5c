package org.kith.platform.refusal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kith.platform.faults.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers for faults that no controller saw, so that the container's own page, with its stack trace, never leaves. */
final class LastResortFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LastResortFilter.class);

    private static final String LATER = "This cannot be answered just now";

    private static final String AGAIN = "Try again in a few seconds";

    private final Problems problems;

    LastResortFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (NotNow | AuthenticationServiceException away) {
            LOG.warn("Answered 503", away);
            problems.answer(
                    response,
                    Problem.of(
                            503,
                            away instanceof NotNow notNow ? notNow.code() : "sign-in-not-available",
                            LATER,
                            AGAIN));
        } catch (BodyTooLarge tooLarge) {
            problems.answer(response, tooLarge.problem());
        } catch (RuntimeException | ServletException fault) {
            if (DatabaseAway.isBehind(fault)) {
                LOG.warn("The database could not be used", fault);
                problems.answer(response, Problem.of(503, "not-available", LATER, AGAIN));
                return;
            }
            LOG.error("A request could not be answered", fault);
            problems.answer(response, ProblemAdvice.unknown());
        }
    }
}
