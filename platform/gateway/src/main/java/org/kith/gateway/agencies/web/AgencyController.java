package org.kith.gateway.agencies.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.GatewaySettings;
import org.kith.platform.faults.FaultKind;
import org.kith.platform.refusal.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes an agency's program through to the service behind, with its own token and nothing of ours: the service checks the token,
 * and its answer is passed back as it is. Each door lets so many through at once.
 */
@RestController
class AgencyController {

    private static final Logger LOG = LoggerFactory.getLogger(AgencyController.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Larger than the services take: they say 413 in their own words up to here. */
    private static final int LARGEST_BODY = 12 * 1024 * 1024;

    private static final int AT_ONCE = 60;
    private static final int LISTENERS = 100;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final List<String> THERE =
            List.of("Authorization", "Content-Type", "Accept", "Idempotency-Key", "Last-Event-ID", "traceparent");
    private static final List<String> BACK = List.of("Content-Type", "Location", "Retry-After", "WWW-Authenticate");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Semaphore listeners = new Semaphore(LISTENERS);
    private final GatewaySettings.Neighbours services;

    AgencyController(GatewaySettings settings) {
        this.services = settings.neighbours();
    }

    @PostMapping("/api/referrals")
    void raise(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pass(request, response, services.referral() + "/referrals", services.timeLimit());
    }

    @PostMapping("/api/referrals/csv")
    void file(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pass(request, response, services.referral() + "/referrals/csv", services.fileTimeLimit());
    }

    @GetMapping("/api/receipts/{token:[A-Za-z0-9_-]{1,100}}")
    void receipt(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        pass(request, response, services.referral() + "/receipts/" + token, services.timeLimit());
    }

    /** Counts as they move, for performance teams; open until either side goes. */
    @GetMapping("/api/figures/stream")
    void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!hasToken(request, response)) {
            return;
        }
        if (!listeners.tryAcquire()) {
            response.setHeader("Retry-After", "60");
            problem(
                    response,
                    Problem.of(503, "too-many-listeners", "Too many listen already", "Try again in a minute"));
            return;
        }
        String query = request.getQueryString();
        try {
            var answer = http.send(
                    asked(request, services.outcomes() + "/figures/stream" + (query == null ? "" : "?" + query))
                            .GET()
                            .build(),
                    BodyHandlers.ofInputStream());
            head(answer, response);
            try (var events = answer.body()) {
                flushing(events, response);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            if (!response.isCommitted()) {
                away(response, gone);
            }
        } finally {
            listeners.release();
        }
    }

    /** What no door above takes: a program learns so as a problem, not as a page for people. */
    @RequestMapping("/api/**")
    void none(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = methodOf(request.getRequestURI());
        if (method == null) {
            problem(
                    response,
                    Problem.of(404, "not-found", "There is no such door", "See /v3/api-docs of each service"));
            return;
        }
        response.setHeader("Allow", method);
        problem(response, Problem.of(405, "method-not-allowed", "This address takes " + method + " alone", null));
    }

    private static @Nullable String methodOf(String path) {
        if (path.equals("/api/referrals") || path.equals("/api/referrals/csv")) {
            return "POST";
        }
        return path.equals("/api/figures/stream") || path.startsWith("/api/receipts/") ? "GET" : null;
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, String to, Duration limit)
            throws IOException {
        if (!hasToken(request, response)) {
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            problem(
                    response,
                    Problem.of(413, "too-large", "This is larger than anything that is taken here", "Split it"));
            return;
        }
        if (!places.tryAcquire()) {
            response.setHeader("Retry-After", "2");
            problem(
                    response,
                    Problem.of(503, "too-much-at-once", "Too much comes at once", "Send it again with the same key"));
            return;
        }
        try {
            var asked = asked(request, to).timeout(limit);
            var answer = http.send(
                    ("GET".equals(request.getMethod()) ? asked.GET() : asked.POST(BodyPublishers.ofByteArray(body)))
                            .build(),
                    BodyHandlers.ofByteArray());
            head(answer, response);
            response.getOutputStream().write(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            away(response, gone);
        } finally {
            places.release();
        }
    }

    private static HttpRequest.Builder asked(HttpServletRequest request, String to) {
        var asked = HttpRequest.newBuilder(URI.create(to));
        for (String name : THERE) {
            String value = request.getHeader(name);
            if (value != null) {
                asked.setHeader(name, value);
            }
        }
        return asked;
    }

    private static void head(HttpResponse<?> answer, HttpServletResponse response) {
        response.setStatus(answer.statusCode());
        for (String name : BACK) {
            answer.headers()
                    .firstValue(name)
                    .ifPresent(value -> response.setHeader(
                            name, name.equals("Location") && value.startsWith("/") ? "/api" + value : value));
        }
    }

    private static void flushing(InputStream events, HttpServletResponse response) throws IOException {
        var buffer = new byte[8192];
        var out = response.getOutputStream();
        response.flushBuffer();
        for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    private static boolean hasToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = request.getHeader("Authorization");
        if (token != null && token.startsWith("Bearer ")) {
            return true;
        }
        response.setHeader("WWW-Authenticate", "Bearer");
        problem(response, Problem.of(401, "not-signed-in", "A valid token is needed", "Send it as a bearer token"));
        return false;
    }

    private static void away(HttpServletResponse response, IOException why) throws IOException {
        LOG.warn("An agency's message could not be passed on: {}", FaultKind.of(why));
        response.setHeader("Retry-After", "5");
        problem(
                response,
                Problem.of(
                        503,
                        "not-available",
                        "The service behind does not answer",
                        "Send it again with the same key: it is taken once"));
    }

    private static void problem(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
