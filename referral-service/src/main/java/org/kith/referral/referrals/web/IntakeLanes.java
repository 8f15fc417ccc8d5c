package org.kith.referral.referrals.web;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.kith.platform.refusal.Problem;
import org.kith.platform.refusal.Problems;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Lets so many referrals in at once and tells the others when to come again, before anything is done for them. A referral about
 * a child in danger has a lane that nobody else may use.
 */
final class IntakeLanes extends OncePerRequestFilter {

    private static final JsonFactory JSON = new JsonFactory();

    private static final String SECONDS_TO_WAIT = "2";

    private final Bulkhead usual;
    private final Bulkhead danger;
    private final Problems problems;
    private final Counter refused;

    IntakeLanes(IntakeSettings settings, Problems problems, MeterRegistry meters) {
        this.usual = lane("intake", settings.atOnce(), settings);
        this.danger = lane("intake-danger", settings.dangerAtOnce(), settings);
        this.problems = problems;
        this.refused = Counter.builder("kith.intake.refused")
                .description("Referrals that were told to come again, because too many came at once")
                .register(meters);
    }

    private static Bulkhead lane(String name, int atOnce, IntakeSettings settings) {
        return Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(atOnce)
                        .maxWaitDuration(name.endsWith("danger") ? settings.dangerWait() : settings.longestWait())
                        .fairCallHandlingStrategyEnabled(true)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().equals(request.getContextPath() + IntakeController.REFERRALS)
                || request.getContentType() == null
                || !request.getContentType().startsWith("application/json");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = request.getInputStream().readAllBytes();
        var lane = saysDanger(body) ? danger : usual;
        if (!lane.tryAcquirePermission()) {
            refused.increment();
            response.setHeader("Retry-After", SECONDS_TO_WAIT);
            problems.answer(
                    response,
                    Problem.of(
                            503,
                            "too-many-at-once",
                            "More referrals came at once than can be taken. This one was not taken",
                            "Send it again in a few seconds, with the same Idempotency-Key"));
            return;
        }
        try {
            chain.doFilter(new Read(request, body), response);
        } finally {
            lane.onComplete();
        }
    }

    /** Reads no further than it has to; what cannot be read is refused later, in the usual lane. */
    static boolean saysDanger(byte[] body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            boolean danger = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (name.equals("immediateDanger")) {
                    danger = switch (value) {
                        case VALUE_TRUE -> true;
                        // taken for a yes later, so here too
                        case VALUE_STRING -> parser.getString().strip().equalsIgnoreCase("true");
                        case VALUE_NUMBER_INT -> !parser.getBigIntegerValue().equals(BigInteger.ZERO);
                        default -> false;
                    };
                }
                parser.skipChildren();
            }
            return danger;
        } catch (JacksonException notJson) {
            return false;
        }
    }

    /** The request with its body, read once and there to be read again. */
    private static final class Read extends HttpServletRequestWrapper {

        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("The body is here already");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
