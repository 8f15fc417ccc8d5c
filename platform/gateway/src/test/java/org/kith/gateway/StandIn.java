package org.kith.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for one service: answers what a test told it to, and remembers what it was asked. */
final class StandIn implements AutoCloseable {

    /** What it was asked. */
    record Heard(String line, String body, Map<String, List<String>> headers) {

        @Nullable String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What it answers. */
    record Answer(int status, String type, String body) {

        static Answer json(String body) {
            return new Answer(200, "application/json", body);
        }

        static Answer problem(int status, String body) {
            return new Answer(status, "application/problem+json", body);
        }
    }

    private final Map<String, Function<Heard, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final int port;
    private volatile @Nullable String cookie;
    private @Nullable HttpServer server;

    StandIn() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int at) throws IOException {
        var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        made.createContext("/", this::answer);
        made.start();
        return made;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Answers so from now on; the line is method, space and path without its query. */
    void on(String line, String json) {
        answers.put(line, asked -> Answer.json(json));
    }

    void on(String line, Answer answer) {
        answers.put(line, asked -> answer);
    }

    void on(String line, Function<Heard, Answer> answer) {
        answers.put(line, answer);
    }

    /** Every line it was asked, oldest first. */
    List<String> heard() {
        return heard.stream().map(Heard::line).toList();
    }

    /** Everything it was asked on that line. */
    List<Heard> heard(String line) {
        return heard.stream().filter(asked -> asked.line().equals(line)).toList();
    }

    void forgetWhatWasHeard() {
        heard.clear();
    }

    void forget() {
        heard.clear();
        answers.clear();
    }

    /** Gives every browser this cookie, as a service of the same machine does. */
    void gives(String ofTheMachine) {
        cookie = ofTheMachine;
    }

    void goAway() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    void comeBack() throws IOException {
        if (server == null) {
            server = listen(port);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getRawQuery();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var asked = new Heard(line, body.isEmpty() && query != null ? query : body, exchange.getRequestHeaders());
            heard.add(asked);
            var found = answers.get(line);
            var answer = found == null
                    ? Answer.problem(404, "{\"code\":\"not-found\",\"detail\":\"There is no such record\"}")
                    : found.apply(asked);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (cookie != null) {
                exchange.getResponseHeaders().set("Set-Cookie", cookie);
            }
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            if (answer.status() >= 300 && answer.status() < 400) {
                exchange.getResponseHeaders().set("Location", answer.body());
                exchange.sendResponseHeaders(answer.status(), -1);
            } else if (answer.status() == 204) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        goAway();
    }
}
