package org.kith.platform.infrastructure;

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
import java.util.concurrent.CompletionException;
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

/** The machine's own Chromium without a window, told what to do by its DevTools protocol, for tests and for measuring. */
public final class Chromium implements AutoCloseable {

    /** How to get one, for the line that says why the tests in a browser were skipped. */
    public static final String HOW_TO_INSTALL =
            "install Debian's package chromium (apt-get install chromium), or name one in KITH_CHROMIUM";

    /** Says on the console what the page's policy forbade. */
    private static final String WATCH_THE_POLICY =
            "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI));";

    private static final String EMPTY = "about:blank";

    private static final int TALLEST_PICTURE = 2_600;

    /** Below this width it is a telephone. */
    private static final int NARROW = 600;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LIMIT = 20;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();

    /** Where it is, if there is one. */
    public static Optional<Path> found() {
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

    /** Starts it, with nothing remembered from before. */
    public Chromium(Path program) throws IOException {
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

    /** A tab of this width and height, with the cookies of all such tabs. */
    public Tab tab(int width, int height) {
        return tab(width, height, Map.of("url", EMPTY));
    }

    /** A tab of somebody else's browser: it has no cookies, and shares them with no other tab. */
    public Tab strangersTab(int width, int height) {
        var profileOfTheirs =
                call(null, "Target.createBrowserContext", Map.of()).path("browserContextId");
        return tab(width, height, Map.of("url", EMPTY, "browserContextId", profileOfTheirs.asString()));
    }

    private Tab tab(int width, int height, Map<String, ?> target) {
        var made = call(null, "Target.createTarget", target).path("targetId").asString();
        var session = call(null, "Target.attachToTarget", Map.of("targetId", made, "flatten", true))
                .path("sessionId")
                .asString();
        var tab = new Tab(session, made);
        tabs.put(session, tab);
        for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM")) {
            call(session, domain + ".enable", Map.of());
        }
        tab.resize(width, height);
        call(session, "Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_THE_POLICY));
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
    public final class Tab implements AutoCloseable {

        private final String session;
        private final String target;
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();
        private volatile boolean navigated;
        private volatile Document document = new Document("", 0);
        private volatile boolean scripts = true;
        private volatile int width;
        private volatile Point mouse = new Point(0, 0);

        private Tab(String session, String target) {
            this.session = session;
            this.target = target;
        }

        private record Document(String request, int status) {}

        private record Point(double x, double y) {}

        /** Gives the page another width and height, without loading it again. */
        public void resize(int width, int height) {
            this.width = width;
            call(
                    session,
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < NARROW));
        }

        /** Opens an address and waits until it is there. */
        public void open(String address) {
            leaving(() -> call(session, "Page.navigate", Map.of("url", address)));
        }

        /** Does what leads to another page, and waits until that is there. */
        public void leaving(Runnable act) {
            navigated = false;
            loaded = new CompletableFuture<>();
            act.run();
            try {
                loaded.orTimeout(LIMIT, TimeUnit.SECONDS).join();
            } catch (CompletionException notThere) {
                throw new IllegalStateException(
                        "No page came in " + LIMIT + " s; " + address() + " is there and says: " + text(), notThere);
            }
            settled();
        }

        /** The browser's own way back. */
        public void back() {
            leaving(() -> ask("history.back(); true"));
        }

        private void settled() {
            if (scripts) {
                ask("new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true), 0)))");
            }
        }

        /** What a script answers; also on a page whose own scripts are off, as long as it does not wait. */
        public JsonNode ask(String script) {
            var said = call(
                    session,
                    "Runtime.evaluate",
                    Map.of("expression", script, "awaitPromise", true, "returnByValue", true, "userGesture", true));
            if (said.has("exceptionDetails")) {
                throw new IllegalStateException(script.substring(0, Math.min(80, script.length())) + ": "
                        + said.path("exceptionDetails").path("exception").path("description"));
            }
            return said.path("result").path("value");
        }

        /**
         * Pixels by which the page is wider than the screen. A telephone zooms out until all of it is seen, so the window cannot be
         * asked: it says that everything fits.
         */
        public int tooWide() {
            return Math.max(0, ask("document.documentElement.scrollWidth").asInt() - width);
        }

        /** Path and query of the page. */
        public String address() {
            return ask("location.pathname + location.search").asString();
        }

        /** Its text as it is shown. */
        public String text() {
            return ask("document.body.innerText").asString();
        }

        /** Status of the answer that made the page. */
        public int status() {
            return document.status();
        }

        /** Bytes of the page's HTML as it came. */
        public int bytes() {
            var body = call(session, "Network.getResponseBody", Map.of("requestId", document.request()));
            var text = body.path("body").asString();
            return body.path("base64Encoded").asBoolean()
                    ? Base64.getDecoder().decode(text).length
                    : text.getBytes(StandardCharsets.UTF_8).length;
        }

        /** Milliseconds from the start of the page to its first paint. */
        public double firstPaint() {
            return ask("""
                    new Promise(done => {
                      const painted = performance.getEntriesByName('first-paint')[0];
                      if (painted) { done(painted.startTime); return; }
                      new PerformanceObserver(list => {
                        const first = list.getEntriesByName('first-paint')[0];
                        if (first) { done(first.startTime); }
                      }).observe({type: 'paint', buffered: true});
                    })""").asDouble();
        }

        /** Cookies that this page's address sends, as the browser keeps them. */
        public JsonNode cookies() {
            return call(session, "Network.getCookies", Map.of()).path("cookies");
        }

        /** Forgets one of the page's cookies, as if its time were up. */
        public void forgetCookie(String name) {
            call(
                    session,
                    "Network.deleteCookies",
                    Map.of("name", name, "url", ask("location.origin").asString()));
        }

        /** Presses one key, such as Tab or Enter. */
        public void press(String key) {
            var keys =
                    List.of("Tab", "Enter", " ", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "Escape");
            var codes = List.of(9, 13, 32, 40, 38, 37, 39, 36, 27);
            key(
                    key,
                    key.equals(" ") ? "Space" : key,
                    codes.get(keys.indexOf(key)),
                    key.equals("Enter") ? "\r" : key.equals(" ") ? " " : null);
        }

        private void key(String key, String code, int number, @Nullable String text) {
            for (String type : List.of("keyDown", "keyUp")) {
                var event = new ConcurrentHashMap<String, Object>(
                        Map.of("type", type, "key", key, "code", code, "windowsVirtualKeyCode", number));
                if (type.equals("keyDown") && text != null) {
                    event.put("text", text);
                }
                call(session, "Input.dispatchKeyEvent", event);
            }
        }

        /** Types into what has the focus, a key at a time. */
        public void typeKeys(String text) {
            text.codePoints().forEach(point -> {
                var letter = Character.toString(point);
                if (letter.equals("\n")) {
                    press("Enter");
                } else {
                    key(letter, "", 0, letter);
                }
            });
        }

        /** Puts a text into what has the focus at once, as pasting does. */
        public void type(String text) {
            call(session, "Input.insertText", Map.of("text", text));
        }

        /** Clicks with the mouse in the middle of the first element that the selector finds; of words that wrap, on the first line. */
        public void click(String selector) {
            var at = ask("(() => { const it = document.querySelector(" + quoted(selector)
                    + "); if (!it) return null; it.scrollIntoView({block: 'center'}); const box = it.getClientRects()[0];"
                    + " const at = {x: box.x + box.width / 2, y: box.y + box.height / 2};"
                    + " const there = document.elementFromPoint(at.x, at.y);"
                    + " at.hit = there === it || it.contains(there) || [...it.labels ?? []].some(one => one.contains(there));"
                    + " at.there = there?.outerHTML.slice(0, 160) ?? 'nothing'; return at; })()");
            if (at.isNull()) {
                throw new IllegalStateException("On " + address() + " is no " + selector + "; it says: " + text());
            }
            if (!at.path("hit").asBoolean()) {
                throw new IllegalStateException("On " + address() + " " + selector + " cannot be clicked: "
                        + at.path("there").asString() + " is in its place");
            }
            mouse = new Point(at.path("x").asDouble(), at.path("y").asDouble());
            clickAgain();
        }

        /** Clicks where the mouse is, as people do who press a second time: whatever is there by now. */
        public void clickAgain() {
            for (String type : List.of("mousePressed", "mouseReleased")) {
                call(
                        session,
                        "Input.dispatchMouseEvent",
                        Map.of("type", type, "x", mouse.x(), "y", mouse.y(), "button", "left", "clickCount", 1));
            }
        }

        /** Chooses a file for the field that the selector finds. */
        public void file(String selector, Path file) {
            var root = call(session, "DOM.getDocument", Map.of("depth", 0)).path("root");
            var field = call(
                    session,
                    "DOM.querySelector",
                    Map.of("nodeId", root.path("nodeId").asInt(), "selector", selector));
            call(
                    session,
                    "DOM.setFileInputFiles",
                    Map.of(
                            "files",
                            List.of(file.toString()),
                            "nodeId",
                            field.path("nodeId").asInt()));
        }

        /** Whether what the selector finds has the focus. */
        public boolean hasFocus(String selector) {
            return ask("!!document.activeElement && document.activeElement.matches(" + quoted(selector) + ")")
                    .asBoolean();
        }

        /** Tabs on until an element that this selector finds has the focus. */
        public void tabTo(String selector) {
            for (int i = 0; i < 300; i++) {
                if (hasFocus(selector)) {
                    return;
                }
                press("Tab");
            }
            throw new IllegalStateException("The keyboard alone does not reach " + selector + " on " + address());
        }

        /** Lets the pages' own scripts run or not, from the next page on. */
        public void scripts(boolean on) {
            scripts = on;
            call(session, "Emulation.setScriptExecutionDisabled", Map.of("value", !on));
        }

        /** The whole page as it looks. */
        public void picture(Path file) throws IOException {
            var size = call(session, "Page.getLayoutMetrics", Map.of()).path("cssContentSize");
            var clip = Map.of(
                    "x",
                    0,
                    "y",
                    0,
                    "width",
                    size.path("width").asInt(),
                    "height",
                    Math.min(TALLEST_PICTURE, size.path("height").asInt()),
                    "scale",
                    1);
            var png = call(
                    session,
                    "Page.captureScreenshot",
                    Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(png.path("data").asString()));
        }

        /** Errors of the console since the last time it was asked. */
        public List<String> complaints() {
            var all = new ArrayList<>(complaints);
            complaints.clear();
            return all;
        }

        private void happened(String event, JsonNode about) {
            switch (event) {
                case "Page.loadEventFired" -> {
                    // one that comes late is of the page before
                    if (navigated) {
                        loaded.complete(true);
                    }
                }
                case "Page.frameNavigated" -> {
                    boolean whole = !about.path("frame").has("parentId");
                    // the empty page of a new tab may be told late; nobody goes there
                    if (whole && !about.path("frame").path("url").asString("").equals(EMPTY)) {
                        navigated = true;
                        // a page that the browser kept whole comes back without being loaded
                        if (about.path("type").asString("").equals("BackForwardCacheRestore")) {
                            loaded.complete(true);
                        }
                    }
                }
                case "Network.responseReceived" -> {
                    if (about.path("type").asString("").equals("Document")) {
                        document = new Document(
                                about.path("requestId").asString(),
                                about.path("response").path("status").asInt());
                    }
                }
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

        @Override
        public void close() {
            tabs.remove(session);
            call(null, "Target.closeTarget", Map.of("targetId", target));
        }
    }

    /** A text as a script writes it. */
    public static String quoted(String text) {
        return JSON.writeValueAsString(text);
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
