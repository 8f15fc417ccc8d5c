package org.kith.identity.signin.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kith.identity.signin.SignInTries;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stops a sign-in that was tried too often before its password is looked at. */
class SignInLimit extends OncePerRequestFilter {

    private final SignInTries tries;

    SignInLimit(SignInTries tries) {
        this.tries = tries;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String username = request.getParameter("username");
        if (tries.mayTry(username == null ? "" : username, request.getRemoteAddr())) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect("/sign-in?wait");
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !("POST".equals(request.getMethod())
                && SignInController.PATH.equals(request.getRequestURI()
                        .substring(request.getContextPath().length())));
    }
}
