package org.kith.identity;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Team allocation, as far as it says who administers. */
final class Rights implements AutoCloseable {

    private final Set<String> administrators = ConcurrentHashMap.newKeySet();
    private final HttpServer allocation;

    Rights() throws IOException {
        allocation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        allocation.createContext("/me", exchange -> {
            try (exchange) {
                var token =
                        exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
                var subject = Issuer.claims(token).path("sub").asString();
                var body = "{\"workerId\":\"%s\",\"roles\":[%s]}"
                        .formatted(
                                subject,
                                administrators.contains(subject)
                                        ? "{\"role\":\"ADMINISTRATOR\",\"teamCode\":\"COUNTY\"}"
                                        : "{\"role\":\"TEAM_MANAGER\",\"teamCode\":\"T01\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        allocation.start();
    }

    /** What an issuer is told to ask here. */
    String setting() {
        return "--kith.identity.rights=http://127.0.0.1:"
                + allocation.getAddress().getPort();
    }

    /** The token of somebody new, who administers or does not. */
    String tokenOf(Issuer issuer, String username, boolean administrator) throws Exception {
        var id = issuer.account(username);
        if (administrator) {
            administrators.add(id.toString());
        }
        return Issuer.accessToken(issuer.browser().tokens(username));
    }

    @Override
    public void close() {
        allocation.stop(0);
    }
}
