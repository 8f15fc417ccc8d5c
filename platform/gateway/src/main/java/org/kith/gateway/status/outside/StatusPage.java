package org.kith.gateway.status.outside;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.pages.Words;
import org.kith.gateway.status.outside.Lookout.Seen;
import org.kith.gateway.status.outside.Lookout.Watched;
import org.kith.gateway.status.outside.Notice.Said;
import org.springframework.web.util.HtmlUtils;

/**
 * Whether Kith works, for anybody, at an address of its own. It needs no database, no broker and no service, and none of the
 * libraries that could keep the gateway from starting, so it can say what has stopped; whoever runs Kith can say more
 * ({@link Notice}).
 */
public final class StatusPage implements AutoCloseable {

    /** Names of all that it reads of its environment. */
    public static final Set<String> TOLD = Set.of(
            "KITH_BIND",
            "KITH_STATUS_PORT",
            "KITH_STATUS_GATEWAY",
            "KITH_STATUS_NOTICE",
            "KITH_PUBLIC_URL",
            "KITH_COUNCIL_NAME",
            "KITH_DUTY_TELEPHONE",
            "KITH_ISSUER",
            "KITH_SIGN_IN_KEYS",
            "KITH_REFERRAL_URL",
            "KITH_ALLOCATION_URL",
            "KITH_SPECIALIST_URL",
            "KITH_OUTCOMES_URL");

    /** Where it listens unless told otherwise. */
    private static final String USUAL_PORT = "7606";

    private static final String LOOPBACK = "127.0.0.1";

    private static final String HEALTH = "/actuator/health";

    private static final String HTML = "text/html;charset=UTF-8";

    private static final String PLAIN = "text/plain;charset=UTF-8";

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;

    private static final String NOTHING_BUT_STYLE =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final Pattern PLACE = Pattern.compile("\\[\\[([a-z]+)]]");

    /** The files that the page draws itself with; read before anything goes wrong with the disk they lie on. */
    private static final Map<String, String> FILES = Map.of(
            "/assets/govuk-frontend-6.6.0/govuk-frontend.min.css", "text/css;charset=UTF-8",
            "/kith.css", "text/css;charset=UTF-8",
            "/icon.svg", "image/svg+xml");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Lookout lookout;
    private final Notice notice;
    private final Words words;
    private final Settings settings;
    private final String page;

    /**
     * What it is told at start.
     *
     * @param address where it listens
     * @param pages the address people open for Kith itself
     * @param council whose Kith it is
     * @param dutyTelephone where people ring about a child at any hour; none is shown where it is empty
     */
    record Settings(
            InetSocketAddress address,
            URI pages,
            String council,
            String dutyTelephone,
            Notice notice,
            List<Watched> parts) {

        static Settings of(Map<String, String> environment) {
            var issuer = environment.getOrDefault("KITH_ISSUER", "http://" + LOOPBACK + ":7601");
            return new Settings(
                    new InetSocketAddress(
                            environment.getOrDefault("KITH_BIND", LOOPBACK),
                            Integer.parseInt(environment.getOrDefault("KITH_STATUS_PORT", USUAL_PORT))),
                    URI.create(environment.getOrDefault("KITH_PUBLIC_URL", "http://" + LOOPBACK + ":7600")),
                    environment.getOrDefault("KITH_COUNCIL_NAME", "Lancashire County Council"),
                    environment.getOrDefault("KITH_DUTY_TELEPHONE", ""),
                    new Notice(Path.of(environment.getOrDefault("KITH_STATUS_NOTICE", "notice.txt"))),
                    List.of(
                            part(environment, "Pages", "KITH_STATUS_GATEWAY", "7600", true),
                            new Watched(
                                    "Sign-in",
                                    URI.create(environment.getOrDefault("KITH_SIGN_IN_KEYS", issuer + "/oauth2/jwks")),
                                    false),
                            part(environment, Neighbour.REFERRAL.words(), "KITH_REFERRAL_URL", "7602", true),
                            part(environment, Neighbour.ALLOCATION.words(), "KITH_ALLOCATION_URL", "7603", false),
                            part(environment, Neighbour.SPECIALIST.words(), "KITH_SPECIALIST_URL", "7604", false),
                            part(environment, Neighbour.OUTCOMES.words(), "KITH_OUTCOMES_URL", "7605", false)));
        }

        private static Watched part(
                Map<String, String> environment, String words, String variable, String port, boolean takesWorries) {
            var address = environment.getOrDefault(variable, "http://" + LOOPBACK + ":" + port);
            return new Watched(words, URI.create(address + HEALTH), takesWorries);
        }
    }

    private StatusPage(Settings settings, Clock clock) throws IOException {
        this.settings = settings;
        this.notice = settings.notice();
        this.words = new Words(clock);
        this.page = file("/gateway/status-page.html");
        this.server = HttpServer.create(settings.address(), 0);
        this.lookout = Lookout.over(settings.parts(), clock);
        server.setExecutor(workers);
        server.createContext("/", exchange -> answer(exchange, null));
        for (var entry : FILES.entrySet()) {
            var file = new Answer(OK, entry.getValue(), file("/gateway/static" + entry.getKey()));
            server.createContext(entry.getKey(), exchange -> answer(exchange, file));
        }
        server.start();
    }

    /** Listens until the process is ended. What it is told comes from the environment (the gateway's README names each). */
    public static void main(String... none) throws IOException {
        // whoever opens a connection and says nothing does not keep others out
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        start(Settings.of(System.getenv()), Clock.systemUTC());
    }

    static StatusPage start(Settings settings, Clock clock) throws IOException {
        return new StatusPage(settings, clock);
    }

    private static String file(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(StatusPage.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** A file, or else the page. */
    private record Answer(int status, String type, String body) {}

    private void answer(HttpExchange exchange, @Nullable Answer file) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            var answer = file;
            if (!List.of("GET", "HEAD").contains(method)) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer = words(NOT_ALLOWED, "This page can only be read.");
            } else if (file == null) {
                // a page of Kith's that a proxy sends here while it is away is answered too, at its own address
                answer = String.valueOf(exchange.getRequestURI().getPath()).startsWith("/assets/")
                        ? words(NOT_FOUND, "There is no such file.")
                        : new Answer(OK, HTML, drawn());
            }
            send(exchange, Objects.requireNonNull(answer), method.equals("HEAD"));
        }
    }

    private static Answer words(int status, String text) {
        return new Answer(status, PLAIN, text);
    }

    private static void send(HttpExchange exchange, Answer answer, boolean headAlone) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        // the style alone: what a proxy sends here in the gateway's place is another answer a minute later
        boolean keeps = answer.status() == OK && !answer.type().equals(HTML);
        headers.set("Cache-Control", keeps ? "max-age=3600" : "no-store");
        headers.set("Content-Security-Policy", NOTHING_BUT_STYLE);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), headAlone ? -1 : body.length);
        if (!headAlone) {
            exchange.getResponseBody().write(body);
        }
    }

    private String drawn() {
        var seen = lookout.seen();
        var rows = seen.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        boolean noWorries = seen.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().takesWorries() && entry.getValue().away());
        long away = seen.values().stream().filter(Seen::away).count();
        var said = notice.now().map(this::banner).orElse("");
        return fill(
                page,
                Map.of(
                        "council", HtmlUtils.htmlEscape(settings.council()),
                        "notice", said,
                        "summary", summary(away, seen.size()),
                        "meanwhile", noWorries ? meanwhile() : "",
                        "rows", rows,
                        "now", words.when(lookout.lookedAt()),
                        "duty", duty(),
                        "pages", HtmlUtils.htmlEscape(settings.pages().toString())));
    }

    private static String summary(long away, int parts) {
        if (away == 0) {
            return "All parts of Kith answer.";
        }
        return away == parts
                ? "Kith does not answer."
                : "Some parts of Kith do not answer. Pages that need them say so, and what is typed there is kept.";
    }

    /** What cannot wait is done without Kith. */
    private String meanwhile() {
        var number = settings.dutyTelephone().isBlank()
                ? "ring the council"
                : "ring " + HtmlUtils.htmlEscape(settings.dutyTelephone());
        return "<p class=\"govuk-body\">A worry about a child does not wait for Kith: " + number
                + ". Systems that send referrals keep what they could not send, and send it again with the same key.</p>";
    }

    private String duty() {
        return settings.dutyTelephone().isBlank()
                ? ""
                : " To speak to somebody here: " + HtmlUtils.htmlEscape(settings.dutyTelephone()) + ".";
    }

    private String row(Watched part, Seen seen) {
        var since = seen.since();
        boolean away = seen.away() && since != null;
        return """
                <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">%s</dt>
                  <dd class="govuk-summary-list__value"><strong class="govuk-tag govuk-tag--%s">%s</strong>%s</dd></div>
                """.formatted(
                        HtmlUtils.htmlEscape(part.words()),
                        away ? "red" : "green",
                        away ? "Away" : "Answers",
                        away ? " since " + words.time(since) + (seen.fromTheStart() ? " or earlier" : "") : "");
    }

    private String banner(Said said) {
        return """
                <div class="govuk-notification-banner" role="region" aria-labelledby="notice-title">
                  <div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="notice-title">From those who run Kith</h2></div>
                  <div class="govuk-notification-banner__content"><p class="govuk-notification-banner__heading">%s</p><p class="govuk-body">Written at %s.</p></div>
                </div>
                """.formatted(HtmlUtils.htmlEscape(said.text()), words.when(said.at()));
    }

    /** Each {@code [[name]]} of the page by its words; what these contain is left as it is. */
    private static String fill(String page, Map<String, String> by) {
        return PLACE.matcher(page).replaceAll(found -> Matcher.quoteReplacement(by.getOrDefault(found.group(1), "")));
    }

    @Override
    public void close() {
        server.stop(0);
        lookout.close();
        workers.shutdownNow();
    }
}
