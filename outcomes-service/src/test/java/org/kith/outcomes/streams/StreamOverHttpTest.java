package org.kith.outcomes.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kith.outcomes.Stories.at;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.Stories;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.measures.Folding;
import org.kith.platform.testkit.security.Tokens;
import org.kith.platform.testkit.service.RealInfrastructure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** The stream through a real server and a real connection, since filters and containers treat what never ends differently. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"kith.streams.heartbeat=300ms", "kith.streams.longest=20s"})
@ContextConfiguration(initializers = RealInfrastructure.class)
@Import(StreamOverHttpTest.AnyTokenIsAnAnalysts.class)
class StreamOverHttpTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class AnyTokenIsAnAnalysts {

        @Bean
        @Primary
        JwtDecoder anyToken() {
            return token -> Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject("analyst")
                    .audience(List.of("kith"))
                    .claim("council", Tokens.LANCASHIRE)
                    .claim("kind", "analyst")
                    .claim("scope", "kith")
                    .issuedAt(Instant.now())
                    .expiresAt(Instant.now().plusSeconds(600))
                    .build();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private Folding folding;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void moves_come_while_the_connection_is_open_and_go_on_where_they_stopped() throws Exception {
        var neighbours = new Neighbours(hear, folding, transaction);
        try (var client = HttpClient.newHttpClient()) {
            var first = lines(client, "0");

            move(neighbours);
            var heard = until(first, "\"measureCode\":\"REFERRALS_RECEIVED\"", "\"value\":1,");
            first.join().close();
            move(neighbours);
            var last = heard.stream()
                    .filter(line -> line.startsWith("id:"))
                    .toList()
                    .getLast()
                    .substring(3)
                    .strip();
            var second = lines(client, last);
            var after = until(second, "\"measureCode\":\"REFERRALS_RECEIVED\"", "\"value\":2,");
            second.join().close();

            assertThat(heard).anyMatch(line -> line.startsWith("event:measure.moved"));
            assertThat(after).noneMatch(line -> line.contains("\"value\":1,"));
        }
    }

    @Test
    void a_stream_about_a_team_that_is_not_there_is_refused() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/figures/stream?scope=T99"))
                            .header("Authorization", "Bearer any")
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("unknown-scope");
        }
    }

    @Test
    void a_silent_connection_hears_that_it_is_alive() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var stream = lines(client, "");

            assertThat(until(stream, ":alive")).isNotEmpty();
            stream.join().close();
        }
    }

    private static void move(Neighbours neighbours) {
        neighbours.tell(Stories.received(
                UUID.randomUUID(), UUID.randomUUID(), at(LocalDate.of(2022, 5, 10)), UUID.randomUUID()));
        neighbours.fold();
    }

    private CompletableFuture<Stream<String>> lines(HttpClient client, String lastEventId)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/figures/stream"))
                .header("Authorization", "Bearer any")
                .timeout(Duration.ofSeconds(20));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .thenApply(response -> {
                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(response.headers().firstValue("Content-Type").orElse(""))
                            .startsWith("text/event-stream");
                    return response.body();
                });
    }

    /** The lines up to the one that has all of these in it. */
    private static List<String> until(CompletableFuture<Stream<String>> stream, String... wanted) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    var lines = new ArrayList<String>();
                    var each = stream.join().iterator();
                    while (each.hasNext()) {
                        var line = each.next();
                        lines.add(line);
                        if (Stream.of(wanted).allMatch(line::contains)) {
                            return lines;
                        }
                    }
                    throw new AssertionError("The stream ended after " + lines);
                })
                .get(20, TimeUnit.SECONDS);
    }
}
