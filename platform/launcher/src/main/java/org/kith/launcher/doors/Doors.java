package org.kith.launcher.doors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks the services' own doors, with a token, as any client would. */
public final class Doors implements AutoCloseable {

    /** On a loaded machine a page may take a while; nothing takes this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Four clients at once keep two cores busy; more only wait for each other. */
    private static final int AT_ONCE = 6;

    /** Nothing was done: the service says when to come back. */
    private static final int NOT_NOW = 503;

    private static final JsonMapper JSON = new JsonMapper();

    private final Installation installation;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Semaphore places = new Semaphore(AT_ONCE);

    public Doors(Installation installation) {
        this.installation = installation;
    }

    public Installation installation() {
        return installation;
    }

    /** The part's address. */
    public String address(Part part) {
        return Installation.url(part.port(installation.ports()));
    }

    public Answer get(Part part, String path, String token) {
        return ask(
                "GET " + path,
                request(part, path).header("Authorization", "Bearer " + token).GET());
    }

    public Answer post(Part part, String path, String token, Object body) {
        return post(part, path, token, body, Map.of());
    }

    public Answer post(Part part, String path, String token, Object body, Map<String, String> headers) {
        var request = request(part, path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        headers.forEach(request::header);
        return ask("POST " + path, request);
    }

    private HttpRequest.Builder request(Part part, String path) {
        return HttpRequest.newBuilder(URI.create(address(part) + path)).timeout(PATIENCE);
    }

    private Answer ask(String question, HttpRequest.Builder request) {
        var response = sendUntilTaken(request.build());
        var said = response.body();
        boolean json = response.headers()
                .firstValue("Content-Type")
                .map(type -> type.contains("json"))
                .orElse(false);
        return new Answer(
                question,
                response.statusCode(),
                json && !said.isEmpty() ? JSON.readTree(said) : MissingNode.getInstance());
    }

    /** Comes back when a door says that it has no room now, as any good client would. */
    private HttpResponse<String> sendUntilTaken(HttpRequest request) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var response = send(request);
        // without an audit row the thing itself may be done already: that is for the caller to find out
        while (response.statusCode() == NOT_NOW
                && !response.body().contains("audit-not-available")
                && System.nanoTime() < until) {
            var wait = response.headers().firstValueAsLong("Retry-After");
            if (wait.isEmpty()) {
                return response;
            }
            LockSupport.parkNanos(Duration.ofSeconds(wait.getAsLong()).toNanos());
            response = send(request);
        }
        return response;
    }

    /** Sends a request as it is; at most a few are on their way at once. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            places.acquire();
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } finally {
                places.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped while waiting for an answer", "Start it again; it goes on where it was", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
