package org.kith.gateway.neighbours;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.GatewaySettings;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the services, each behind its own guard. Every question carries the asker's own token. */
@Component("servicesBehind")
public class Neighbours implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final Map<Neighbour, RestClient> clients = new EnumMap<>(Neighbour.class);
    private final Map<Neighbour, RestClient> fileClients = new EnumMap<>(Neighbour.class);
    private final Map<Neighbour, Guard> guards = new EnumMap<>(Neighbour.class);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ContextSnapshotFactory trace =
            ContextSnapshotFactory.builder().build();
    private final GatewaySettings.Neighbours settings;

    /** The issuer as this machine reaches it; browsers may know it by another address. */
    private final URI issuer;

    private final JsonMapper json;

    Neighbours(GatewaySettings settings, RestClient.Builder http, JsonMapper json, Clock clock, MeterRegistry meters) {
        this.settings = settings.neighbours();
        this.issuer = settings.signIn().token().resolve("/");
        this.json = json;
        var connections = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(workers)
                .build();
        var breakers = CircuitBreakerRegistry.of(Guard.breakerSettings());
        var places = BulkheadRegistry.of(Guard.placesFor(this.settings.atOnce()));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(places).bindTo(meters);
        for (var neighbour : Neighbour.values()) {
            var name = neighbour.name();
            clients.put(neighbour, client(http, connections, neighbour, this.settings.timeLimit()));
            fileClients.put(neighbour, client(http, connections, neighbour, this.settings.fileTimeLimit()));
            guards.put(neighbour, new Guard(neighbour, breakers.circuitBreaker(name), places.bulkhead(name), clock));
        }
    }

    private RestClient client(RestClient.Builder http, HttpClient connections, Neighbour neighbour, Duration limit) {
        var requests = new JdkClientHttpRequestFactory(connections);
        requests.setReadTimeout(limit);
        var address = switch (neighbour) {
            case REFERRAL -> settings.referral();
            case ALLOCATION -> settings.allocation();
            case SPECIALIST -> settings.specialist();
            case OUTCOMES -> settings.outcomes();
            case IDENTITY -> issuer;
        };
        return http.clone()
                .requestFactory(requests)
                .baseUrl(address)
                .defaultStatusHandler(status -> status.is4xxClientError(), (request, response) -> {
                    throw new SaidNo(said(response));
                })
                .build();
    }

    /** Sends a question off. */
    public <T> Asked<T> ask(Question<T> question) {
        var limit = question.isFile() ? settings.fileTimeLimit() : settings.timeLimit();
        Callable<T> call = trace.captureAll().wrap(() -> answer(question));
        return guard(question.neighbour()).ask(call, limit, workers);
    }

    /** Since when a service has been away; absent while it answers. */
    public @Nullable Instant awaySince(Neighbour neighbour) {
        return guard(neighbour).awaySince();
    }

    String stateOf(Neighbour neighbour) {
        return guard(neighbour).breaker().getState().name();
    }

    private Guard guard(Neighbour neighbour) {
        var guard = guards.get(neighbour);
        if (guard == null) {
            throw new IllegalStateException("Nobody guards " + neighbour);
        }
        return guard;
    }

    private <T> T answer(Question<T> question) {
        var client = (question.isFile() ? fileClients : clients).get(question.neighbour());
        if (client == null) {
            throw new IllegalStateException("Nobody asks " + question.neighbour());
        }
        try {
            var request = client.method(question.method())
                    .uri(question.path(), question.values())
                    .accept(MediaType.APPLICATION_JSON)
                    .headers(headers -> {
                        headers.setBearerAuth(question.token());
                        question.headers().forEach(headers::set);
                    });
            var body = question.body();
            if (body instanceof byte[]) {
                request.contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                        .body(body);
            } else if (body != null) {
                request.contentType(MediaType.APPLICATION_JSON).body(body);
            }
            var answer = request.retrieve().body(question.answer());
            return answer == null ? nothing(question) : answer;
        } catch (SaidNo no) {
            throw no;
        } catch (RuntimeException failed) {
            // what went wrong by its kind alone: its message holds the address, and a receipt's address is a secret
            LOG.warn(
                    "{} did not answer {}: {}",
                    question.neighbour(),
                    question.path(),
                    failed.getClass().getSimpleName());
            throw failed;
        }
    }

    /** An empty body is an answer where nothing was asked for. */
    @SuppressWarnings("unchecked")
    private static <T> T nothing(Question<T> question) {
        if (question.answer().getType() == Done.class) {
            return (T) new Done();
        }
        throw new IllegalStateException("An answer was expected and none came: " + question.path());
    }

    /** What is answered where there is nothing to say beyond yes. */
    public record Done() {}

    private Said said(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        try {
            var problem = json.readTree(response.getBody());
            var errors = problem.path("errors").isArray()
                    ? problem.path("errors")
                            .valueStream()
                            .map(error -> new SaidNo.FieldError(
                                    error.path("field").asString(""),
                                    error.path("code").asString(""),
                                    error.path("message").asString("")))
                            .toList()
                    : List.<SaidNo.FieldError>of();
            return new Said(
                    status,
                    problem.path("code").asString(""),
                    problem.path("detail").asString(""),
                    problem.path("hint").asString(""),
                    errors);
        } catch (JacksonException notJson) {
            return new Said(status, "", "", "", List.of());
        }
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
