package org.kith.platform.service;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.kith.platform.outbox.Cause;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives a request one id that its log lines, its facts and everything that follows from them carry. */
final class CorrelationFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Correlation-Id";

    /** What another service may hand on; anything else could be an attempt to write into our logs. */
    private static final Pattern HANDED_ON = Pattern.compile("[0-9a-zA-Z-]{8,64}");

    private final String service;

    CorrelationFilter(String service) {
        this.service = service;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var handedOn = request.getHeader(HEADER);
        var here = UuidCreator.getTimeOrderedEpoch().toString();
        var correlation = handedOn != null && HANDED_ON.matcher(handedOn).matches() ? handedOn : here;
        response.setHeader(HEADER, correlation);
        MDC.put("service", service);
        MDC.put("correlationId", correlation);
        try {
            Cause.in(new Cause(correlation, here, null), () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException expected) {
            throw expected;
        } catch (Exception other) {
            throw new ServletException(other);
        } finally {
            MDC.remove("service");
            MDC.remove("correlationId");
        }
    }
}
