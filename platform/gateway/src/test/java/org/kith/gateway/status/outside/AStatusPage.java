package org.kith.gateway.status.outside;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;

/** The page over stand-ins for all parts of Kith, of which the specialists' can be told what it says. */
final class AStatusPage implements AutoCloseable {

    final Notice notice;

    private final AtomicInteger specialistsSay = new AtomicInteger(200);
    private final HttpServer parts = standIn(new AtomicInteger(200));
    private final HttpServer specialists = standIn(specialistsSay);
    private StatusPage page;

    AStatusPage(Path folder) throws IOException {
        notice = new Notice(folder.resolve("notice.txt"));
        page = StatusPage.start(StatusPage.Settings.of(told()), Clock.systemUTC());
    }

    private Map<String, String> told() {
        var told = new HashMap<String, String>();
        StatusPage.TOLD.stream().filter(name -> name.endsWith("_URL")).forEach(name -> told.put(name, at(parts)));
        told.put("KITH_STATUS_PORT", "0");
        told.put("KITH_STATUS_GATEWAY", at(parts));
        told.put("KITH_ISSUER", at(parts));
        told.put("KITH_SPECIALIST_URL", at(specialists));
        told.put("KITH_STATUS_NOTICE", notice.file().toString());
        told.put("KITH_COUNCIL_NAME", "Example & Otter Council");
        told.put("KITH_DUTY_TELEPHONE", "01632 960999");
        return told;
    }

    private static HttpServer standIn(AtomicInteger status) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status.get(), -1);
            }
        });
        server.start();
        return server;
    }

    private static String at(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void specialistsSay(int status) {
        specialistsSay.set(status);
    }

    /** All that is watched goes, and the page is begun again. */
    void beginAgainOverNothing() throws IOException {
        close();
        page = StatusPage.start(StatusPage.Settings.of(told()), Clock.systemUTC());
    }

    String address() {
        return "http://127.0.0.1:" + page.port();
    }

    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    String text() throws IOException, InterruptedException {
        return Jsoup.parse(ask("GET", "/").body()).text();
    }

    @Override
    public void close() {
        page.close();
        parts.stop(0);
        specialists.stop(0);
    }
}
