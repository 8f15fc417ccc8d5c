package org.kith.tiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.kith.platform.security.Role;
import org.kith.platform.testkit.security.Roles;
import org.kith.platform.testkit.security.TestIssuer;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** A service whose issuer does not answer says so, and is not at fault for it. */
@ServiceTest
class IssuerAwayTest {

    private static final AtomicBoolean AWAY = new AtomicBoolean(true);

    @Autowired
    private MockMvc http;

    @Autowired
    private Roles roles;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry settings) {
        settings.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", IssuerAwayTest::keysThatComeAndGo);
    }

    private static String keysThatComeAndGo() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/keys", exchange -> {
                if (AWAY.get()) {
                    exchange.sendResponseHeaders(503, -1);
                } else {
                    try (var keys = URI.create(TestIssuer.running().address() + "/oauth2/jwks")
                            .toURL()
                            .openStream()) {
                        exchange.sendResponseHeaders(200, 0);
                        keys.transferTo(exchange.getResponseBody());
                    }
                }
                exchange.close();
            });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_token_that_cannot_be_checked_is_answered_later_and_a_known_key_outlives_an_outage() throws Exception {
        var worker = roles.worker(Role.SCREENING_WORKER, Roles.COUNTY);
        var token = TestIssuer.running().token(worker.toString(), claims -> claims);

        var away = answer(token);
        assertThat(away.getStatus()).isEqualTo(503);
        assertThat(away.getHeader("Retry-After")).isEqualTo("5");
        assertThat(away.getContentAsString()).contains("\"code\":\"sign-in-away\"");

        AWAY.set(false);
        await().atMost(Duration.ofSeconds(20)).until(() -> answer(token).getStatus() == 200);

        AWAY.set(true);
        assertThat(answer(token).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse answer(String token) throws Exception {
        return http.perform(get("/families/" + UUID.randomUUID()).header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse();
    }
}
