package org.kith.platform.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.kith.platform.security.Acting;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Stands between every door and the network: the audit row first, then the answer. */
final class AuditFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final AuditTrail trail;

    AuditFilter(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var acting = Acting.ifAny();
        if (acting.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var notes = new RequestNotes(() -> door(request));
        var reading = READING.contains(request.getMethod());
        var audited = new AuditedResponse(response, status -> {
            if (!(reading && notes.isEmpty()) && !notes.keptAllWith(status)) {
                trail.write(acting.get(), status, notes);
            }
        });
        try {
            AuditTrail.during(notes, () -> {
                chain.doFilter(request, audited);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException expected) {
            audited.throwIfNotWritten();
            throw expected;
        } catch (Exception other) {
            throw new ServletException(other);
        }
        if (!request.isAsyncStarted()) {
            audited.settle();
            audited.flushWriter();
        }
    }

    /** The pattern that matched, not the address: ids and receipt tokens stay out. */
    private static String door(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (pattern == null ? "(none)" : pattern);
    }
}
