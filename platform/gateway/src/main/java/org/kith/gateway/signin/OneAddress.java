package org.kith.gateway.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.kith.gateway.GatewaySettings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends a reader of another name of this machine to the one address that sign-in returns to; cookies go by name. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class OneAddress extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1");

    private final URI address;

    OneAddress(GatewaySettings settings) {
        this.address = settings.address();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        response.sendRedirect(address + request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String asked = request.getServerName();
        return !"GET".equals(request.getMethod())
                || asked.equals(address.getHost())
                || !LOOPBACK.contains(asked)
                || !LOOPBACK.contains(address.getHost())
                || request.getRequestURI().startsWith("/actuator")
                || request.getRequestURI().startsWith("/api/");
    }
}
