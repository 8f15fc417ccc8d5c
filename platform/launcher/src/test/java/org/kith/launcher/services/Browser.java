package org.kith.launcher.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: follows links, keeps cookies, fills in forms. */
final class Browser implements AutoCloseable {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final TestKith kith;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private HttpResponse<String> page;

    Browser(TestKith kith) {
        this.kith = kith;
        this.page = open("/");
    }

    /** Signs in the way a person does: on the issuer's page, and back. */
    static Browser signedIn(TestKith kith, String username) {
        var browser = new Browser(kith);
        browser.open("/work");
        assertThat(browser.page.body()).contains("Sign in to Kith");
        browser.send(
                "/sign-in",
                Map.of("username", username, "password", kith.tokens().peoplesPassword()));
        assertThat(browser.page.uri().getPort())
                .isEqualTo(kith.installation().ports().gateway());
        return browser;
    }

    HttpResponse<String> open(String path) {
        return go(HttpRequest.newBuilder(URI.create(kith.installation().publicUrl() + path)));
    }

    /** Sends the form of the page that is open, with its hidden fields. */
    HttpResponse<String> send(String path, Map<String, String> typed) {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(page.body()).results().forEach(hidden -> fields.put(hidden.group(1), hidden.group(2)));
        fields.putAll(typed);
        return go(HttpRequest.newBuilder(page.uri().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", page.uri().resolve("/").toString().replaceAll("/$", ""))
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    /** Sends a form without what the page would add. */
    HttpResponse<String> sendBare(String path, Map<String, String> typed) {
        return go(HttpRequest.newBuilder(URI.create(kith.installation().publicUrl() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(typed))));
    }

    private HttpResponse<String> go(HttpRequest.Builder request) {
        try {
            page = client.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
            return page;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        client.close();
    }
}
