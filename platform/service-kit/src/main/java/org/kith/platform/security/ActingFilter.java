package org.kith.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.refusal.Problem;
import org.kith.platform.refusal.Problems;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds who is acting, and their council, around the rest of the request. */
final class ActingFilter extends OncePerRequestFilter {

    private final Problems problems;

    ActingFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken signedIn)) {
            chain.doFilter(request, response);
            return;
        }
        var who = TokenReader.who(signedIn.getToken());
        if (who == null) {
            problems.answer(
                    response, Problem.of(403, "token-incomplete", "The token does not say whose work this is", null));
            return;
        }
        try {
            Acting.as(
                    who,
                    () -> Council.in(new CouncilCode(who.council()), () -> {
                        chain.doFilter(request, response);
                        return true;
                    }));
        } catch (IOException | ServletException | RuntimeException expected) {
            throw expected;
        } catch (Exception other) {
            throw new ServletException(other);
        }
    }

    /** An answer that is finished on another thread is still the same person's. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
