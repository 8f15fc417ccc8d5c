package org.kith.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The machine's own Chromium without a window, told what to do by its DevTools protocol. */
final class Chromium implements AutoCloseable {

    /** How to get one, for the line that says why the tests in a browser were skipped. */
    static final String HOW_TO_INSTALL =
            "install Debian's package chromium (apt-get install chromium), or name one in KITH_CHROMIUM";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LIMIT = 20;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();

    /** Where it is, if there is one. */
    static Optional<Path> found() {
        var named = System.getenv("KITH_CHROMIUM");
        return Stream.of(
                        named == null ? "" : named,
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path program) throws IOException {
        profile = Files.createTempDirectory("kith-chromium");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectErrorStream(true)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(door()), new Listener())
                .join();
    }

    private String door() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(said -> {}));
                return line.substring("DevTools listening on ".length()).strip();
            }
        }
        throw new IOException("Chromium ended before it opened its door");
    }

    /** A tab of this width and height. */
    Tab tab(int width, int height) {
        var target = call(null, "Target.createTarget", Map.of("url", "about:blank"));
        var session = call(
                        null,
                        "Target.attachToTarget",
                        Map.of("targetId", target.path("targetId").asString(), "flatten", true))
                .path("sessionId")
                .asString();
        var tab = new Tab(session);
        tabs.put(session, tab);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(session, domain + ".enable", Map.of());
        }
        call(
                session,
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                session,
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI));"));
        return tab;
    }

    private JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = calls.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        var message = new ConcurrentHashMap<String, Object>(Map.of("id", id, "method", method, "params", parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        }
        try {
            var said = answer.get(LIMIT, TimeUnit.SECONDS);
            if (said.has("error")) {
                throw new IllegalStateException(method + ": " + said.path("error"));
            }
            return said.path("result");
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(method + " was not answered", failed);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(LIMIT, TimeUnit.SECONDS).join();
        try (var files = Files.walk(profile)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** One tab. */
    final class Tab {

        private final String session;
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

        private Tab(String session) {
            this.session = session;
        }

        /** Opens an address and waits until it is there. */
        void open(String address) {
            loaded = new CompletableFuture<>();
            call(session, "Page.navigate", Map.of("url", address));
            loaded.orTimeout(LIMIT, TimeUnit.SECONDS).join();
            settled();
        }

        /** Does what leads to another page, and waits until that is there. */
        void leaving(Runnable act) {
            loaded = new CompletableFuture<>();
            act.run();
            loaded.orTimeout(LIMIT, TimeUnit.SECONDS).join();
            settled();
        }

        private void settled() {
            ask("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true), 0)))");
        }

        /** What a script answers. */
        JsonNode ask(String script) {
            var said = call(
                    session,
                    "Runtime.evaluate",
                    Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
            if (said.has("exceptionDetails")) {
                throw new IllegalStateException(script.substring(0, Math.min(80, script.length())) + ": "
                        + said.path("exceptionDetails").path("exception").path("description"));
            }
            return said.path("result").path("value");
        }

        String address() {
            return ask("location.pathname + location.search").asString();
        }

        String text() {
            return ask("document.body.innerText").asString();
        }

        /** Presses one key, such as Tab or Enter. */
        void press(String key) {
            var codes = Map.of("Tab", 9, "Enter", 13, " ", 32, "ArrowDown", 40);
            var typed = Map.of("Enter", "\r", " ", " ");
            for (String type : List.of("keyDown", "keyUp")) {
                var event = new ConcurrentHashMap<String, Object>(Map.of(
                        "type",
                        type,
                        "key",
                        key,
                        "code",
                        key.equals(" ") ? "Space" : key,
                        "windowsVirtualKeyCode",
                        codes.getOrDefault(key, 0)));
                if (type.equals("keyDown") && typed.containsKey(key)) {
                    event.put("text", typed.get(key));
                }
                call(session, "Input.dispatchKeyEvent", event);
            }
        }

        /** Types into what has the focus. */
        void type(String text) {
            call(session, "Input.insertText", Map.of("text", text));
        }

        /** Tabs on until an element that this selector finds has the focus. */
        void tabTo(String selector) {
            for (int i = 0; i < 150; i++) {
                if (ask("!!document.activeElement && document.activeElement.matches('" + selector.replace("'", "\\'")
                                + "')")
                        .asBoolean()) {
                    return;
                }
                press("Tab");
            }
            throw new IllegalStateException("The keyboard alone does not reach " + selector + " on " + address());
        }

        void scriptsOff() {
            call(session, "Emulation.setScriptExecutionDisabled", Map.of("value", true));
        }

        /** The whole page as it looks. */
        void picture(Path file) throws IOException {
            var size = call(session, "Page.getLayoutMetrics", Map.of()).path("cssContentSize");
            var png = call(
                    session,
                    "Page.captureScreenshot",
                    Map.of(
                            "format",
                            "png",
                            "captureBeyondViewport",
                            true,
                            "clip",
                            Map.of(
                                    "x",
                                    0,
                                    "y",
                                    0,
                                    "width",
                                    size.path("width").asInt(),
                                    "height",
                                    Math.min(2600, size.path("height").asInt()),
                                    "scale",
                                    1)));
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(png.path("data").asString()));
        }

        /** Errors of the console since the last time it was asked. */
        List<String> complaints() {
            var all = new ArrayList<>(complaints);
            complaints.clear();
            return all;
        }

        private void happened(String event, JsonNode about) {
            switch (event) {
                case "Page.loadEventFired" -> loaded.complete(true);
                case "Runtime.exceptionThrown" ->
                    complaints.add(about.path("exceptionDetails")
                                    .path("exception")
                                    .path("description")
                                    .asString("")
                            + about.path("exceptionDetails").path("text").asString(""));
                case "Runtime.consoleAPICalled" -> {
                    if (about.path("type").asString().equals("error")) {
                        complaints.add(about.path("args").path(0).path("value").asString("an error"));
                    }
                }
                case "Log.entryAdded" -> {
                    var entry = about.path("entry");
                    if (entry.path("level").asString().equals("error")) {
                        complaints.add(entry.path("text").asString() + " "
                                + entry.path("url").asString(""));
                    }
                }
                default -> {}
            }
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder half = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            half.append(data);
            if (last) {
                var message = JSON.readTree(half.toString());
                half.setLength(0);
                var answer =
                        message.has("id") ? answers.remove(message.path("id").asInt()) : null;
                if (answer != null) {
                    answer.complete(message);
                } else {
                    var tab = tabs.get(message.path("sessionId").asString(""));
                    if (tab != null) {
                        tab.happened(message.path("method").asString(""), message.path("params"));
                    }
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
