package org.kith.launcher.campaign;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Installation;
import org.kith.launcher.services.Part;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A client that expects everything to break: no answer is an answer too. */
final class Web implements AutoCloseable {

    /** Longer than any honest answer, shorter than a paused process. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

    private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"");

    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

    private final Installation installation;
    private final ToIntFunction<Part> doors;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /**
     * What came back.
     *
     * @param status the HTTP status; 0 if nothing came back
     * @param retryAfter the header, or nothing
     * @param location the header, or nothing
     */
    record Reply(int status, JsonNode body, String retryAfter, String location, Duration took) {

        static final int NONE = 0;

        boolean isGood() {
            return status >= 200 && status < 300;
        }

        /** Refused because there is too much to do, and honest about when to come again. */
        boolean isHonestRefusal() {
            return (status == 429 || status == 503) && !retryAfter.isEmpty();
        }

        /** Asking again may help. */
        boolean isPassing() {
            return status == NONE || status == 401 || status == 408 || status == 429 || status >= 500;
        }

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    /**
     * Knocks at an installation.
     *
     * @param doors the port to knock at for a part, asked anew for each request
     */
    Web(Installation installation, ToIntFunction<Part> doors) {
        this.installation = installation;
        this.doors = doors;
    }

    Reply get(Part part, String path, String token) {
        return send(request(part, path, token).GET());
    }

    Reply post(Part part, String path, String token, Object body, Map<String, String> headers) {
        var request = request(part, path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpRequest.Builder request(Part part, String path, String token) {
        return HttpRequest.newBuilder(URI.create(Installation.url(doors.applyAsInt(part)) + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    /** Fills in the public page as somebody without an account does; the answer's location is the receipt. */
    Reply fillIn(String page, String action, Map<String, String> typed) {
        var address = installation.publicUrl();
        HttpResponse<String> form;
        try {
            form = client.send(
                    HttpRequest.newBuilder(URI.create(address + page))
                            .timeout(PATIENCE)
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return none(Duration.ZERO);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
        if (form.statusCode() != 200) {
            return new Reply(form.statusCode(), MissingNode.getInstance(), "", "", Duration.ZERO);
        }
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(form.body()).results().forEach(input -> {
            var name = NAME.matcher(input.group());
            var value = VALUE.matcher(input.group());
            if (name.find() && value.find()) {
                fields.put(name.group(1), value.group(1));
            }
        });
        fields.putAll(typed);
        var cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        var request = HttpRequest.newBuilder(URI.create(address + action))
                .timeout(PATIENCE)
                .header("Accept", "text/html")
                .header("Origin", address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return send(request);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Reply send(HttpRequest.Builder request) {
        long begun = System.nanoTime();
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .map(type -> type.contains("json"))
                    .orElse(false);
            JsonNode body =
                    json && !response.body().isEmpty() ? JSON.readTree(response.body()) : MissingNode.getInstance();
            return new Reply(
                    response.statusCode(),
                    body,
                    response.headers().firstValue("Retry-After").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    since(begun));
        } catch (IOException | JacksonException e) {
            return none(since(begun));
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Reply none(Duration took) {
        return new Reply(Reply.NONE, MissingNode.getInstance(), "", "", took);
    }

    private static Obstacle stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Obstacle("Stopped while waiting for an answer", "Start it again", e);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
