package org.kith.gateway;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.platform.infrastructure.KafkaServer;
import org.kith.platform.infrastructure.PostgresServer;
import org.kith.platform.service.KithService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A gateway with everything around it: one for all tests of this module. */
final class House {

    static final String WORKER = "0199f0e0-0000-7000-8000-000000000001";

    private static final House ONE = new House();

    final StandIn referral;
    final StandIn allocation;
    final StandIn specialist;
    final StandIn outcomes;
    final StandInIssuer issuer;

    private final PostgresServer postgres;
    private final GreenMail mail;
    private final int port;
    private ConfigurableApplicationContext gateway;

    private House() {
        try {
            referral = new StandIn();
            allocation = new StandIn();
            specialist = new StandIn();
            outcomes = new StandIn();
            issuer = new StandInIssuer();
            mail = new GreenMail(new ServerSetup(KafkaServer.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mail.start();
            postgres = PostgresServer.forTests();
            postgres.database("gateway");
            port = KafkaServer.freePort();
            gateway = start();
        } catch (IOException | SQLException | JOSEException broken) {
            throw new IllegalStateException("The gateway under test does not start", broken);
        }
    }

    private ConfigurableApplicationContext start() {
        return start(port, address());
    }

    /** Another gateway over the same database that people open at this address; whoever asks for it closes it. */
    Other anotherAt(String publicAddress) throws IOException {
        int free = KafkaServer.freePort();
        return new Other(start(free, publicAddress), free);
    }

    /** Another gateway. */
    record Other(ConfigurableApplicationContext context, int port) implements AutoCloseable {

        @Override
        public void close() {
            context.close();
        }
    }

    private ConfigurableApplicationContext start(int listens, String publicAddress) {
        return KithService.start(
                Gateway.class,
                "gateway",
                "--server.port=" + listens,
                "--kith.demo=true",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgres.port() + "/gateway",
                "--kith.gateway.address=" + publicAddress,
                "--kith.gateway.issuer=" + issuer.address(),
                "--spring.mail.port=" + mail.getSmtp().getPort(),
                "--kith.gateway.neighbours.referral=" + referral.address(),
                "--kith.gateway.neighbours.allocation=" + allocation.address(),
                "--kith.gateway.neighbours.specialist=" + specialist.address(),
                "--kith.gateway.neighbours.outcomes=" + outcomes.address(),
                "--kith.gateway.neighbours.time-limit=2s",
                "--kith.gateway.worries.per-address=20",
                "--kith.gateway.duty-telephone=01632 960999");
    }

    /** The lists of the front door. The gateway keeps them for an hour, so every test has the same. */
    static final String CODES = """
            {"referralSources":[{"code":"2A","text":"Schools"}],
             "worries":[{"code":"3B","text":"Domestic abuse: concerns about the parent"},{"code":"1B","text":"Alcohol misuse: by the parent"}],
             "sexes":[{"code":"F","text":"Female"}],"relationships":[{"code":"MOTHER","text":"Mother of"}],
             "familyKnows":[{"code":"NO","text":"Not yet"}],
             "declineReasons":[{"code":"BELOW_THRESHOLD","text":"Below the threshold"}],
             "services":[{"code":"EARLY_HELP","text":"Early help"}],
             "levelsOfNeed":[{"code":"3","text":"Level 3: a child in need","guide":"As section 17 says"}]}
            """;

    /** The house, with the doors of all services answering nothing yet. */
    static House opened() throws IOException {
        for (var service : List.of(ONE.referral, ONE.allocation, ONE.specialist, ONE.outcomes)) {
            service.forget();
            service.comeBack();
        }
        ONE.issuer.http().forgetWhatWasHeard();
        // a mailbox that was stopped has no server at all
        var smtp = ONE.mail.getSmtp();
        if (smtp == null || !smtp.isRunning()) {
            ONE.mail.start();
        }
        ONE.issuer.tokensLive(600);
        ONE.issuer.refuseToRenew(false);
        ONE.issuer.signInStands(true);
        ONE.issuer.saysWhoIsIn(true);
        return ONE;
    }

    /** Every e-mail that was sent, with its headers. */
    List<String> mail() {
        return Arrays.stream(mail.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .toList();
    }

    /** Until the next test. */
    void mailServerGoesAway() {
        mail.stop();
    }

    /** The gateway's own database takes nobody in, and throws out who is there; or it takes them in again. */
    void databaseTakesPeopleIn(boolean open) throws SQLException {
        try (var server = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres", "postgres", "postgres");
                var statement = server.createStatement()) {
            statement.execute("alter role gateway_app connection limit " + (open ? -1 : 0));
            if (!open) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'gateway'");
            }
        }
    }

    /** Ends the gateway and starts another; how long the end took. */
    Duration restart() {
        var begun = Instant.now();
        gateway.close();
        var took = Duration.between(begun, Instant.now());
        gateway = start();
        return took;
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Everything that the gateway asked of the services so far, but for who the reader is and whether something changed. */
    List<String> asked() {
        return Stream.of(referral, allocation, specialist, outcomes, issuer.http())
                .flatMap(service -> service.heard().stream())
                .filter(line -> !line.endsWith(" /me") && !line.contains(" /oauth2/") && !line.contains(" /changes"))
                .toList();
    }

    /** Every page and door of the gateway's own, by the method and pattern it is asked for. */
    Map<RequestMappingInfo, HandlerMethod> routes() {
        return gateway
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue().getBeanType().getPackageName().startsWith("org.kith.gateway"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    JdbcClient sql() {
        return gateway.getBean(JdbcClient.class);
    }

    /** Somebody with these roles, as {@code ROLE:TEAM}, who has signed in. */
    Browser signedIn(String... roles) throws Exception {
        return signedInAs(letIn(roles), "staff");
    }

    /** Lets somebody with these roles in, whoever signs in next; their worker id. */
    String letIn(String... roles) {
        return letInAs(UUID.randomUUID().toString(), "Mx Example-Otter", roles);
    }

    /** Lets this worker in, whoever signs in next. */
    String letInAs(String worker, String name, String... roles) {
        var held = new ArrayList<String>();
        for (String role : roles) {
            var halves = role.split(":", 2);
            held.add("{\"role\":\"%s\",\"teamCode\":\"%s\",\"teamName\":\"Team %s\"}"
                    .formatted(
                            halves[0], halves.length < 2 ? "COUNTY" : halves[1], halves.length < 2 ? "" : halves[1]));
        }
        allocation.on(
                "GET /me",
                "{\"workerId\":\"%s\",\"name\":\"%s\",\"roles\":[%s]}".formatted(worker, name, String.join(",", held)));
        issuer.signsIn(worker, "staff");
        return worker;
    }

    Browser signedInAs(String account, String kind) throws Exception {
        issuer.signsIn(account, kind);
        var browser = new Browser();
        browser.signIn("/work");
        return browser;
    }

    Browser browser() {
        return new Browser();
    }

    /** A browser at another address of this machine. */
    Browser browserAt(String loopbackAddress) throws IOException {
        return new Browser(InetAddress.getByName(loopbackAddress));
    }

    /** One page as a browser got it. */
    record Page(int status, String body, Map<String, List<String>> headers) {

        String location() {
            return header("location");
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join(", ", header.getValue()))
                    .findFirst()
                    .orElse("");
        }

        /** Every field of the form that goes to this path, as a browser would send it untouched. */
        Map<String, String> form(String action) {
            var form = Pattern.compile(
                            "<form[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>", Pattern.DOTALL)
                    .matcher(body);
            if (!form.find()) {
                throw new IllegalStateException("No form to " + action + " on " + body);
            }
            var fields = new LinkedHashMap<String, String>();
            var input =
                    Pattern.compile("<input[^>]*type=\"(hidden|text)\"[^>]*>").matcher(form.group(1));
            while (input.find()) {
                fields.put(attribute(input.group(), "name"), attribute(input.group(), "value"));
            }
            return fields;
        }

        private static String attribute(String tag, String name) {
            var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
            return found.find()
                    ? found.group(1)
                            .replace("&#39;", "'")
                            .replace("&quot;", "\"")
                            .replace("&amp;", "&")
                    : "";
        }

        /** The page's text without its tags. */
        String text() {
            return body.replaceAll("(?s)<head>.*?</head>", " ")
                    .replaceAll("<[^>]+>", " ")
                    .replace("&#39;", "'")
                    .replaceAll("\\s+", " ");
        }
    }

    /** A browser that follows no redirect by itself, so that a test sees each step. */
    final class Browser {

        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http;

        Browser() {
            this(InetAddress.getLoopbackAddress());
        }

        Browser(InetAddress from) {
            http = HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .localAddress(from)
                    .build();
        }

        Page get(String path) throws Exception {
            return page(HttpRequest.newBuilder(at(path)).header("Accept", "text/html"));
        }

        /** What a program reads, such as health. */
        Page read(String path) throws Exception {
            return page(HttpRequest.newBuilder(at(path)));
        }

        /** What a page's script asks for; comes back only where there is no such stream. */
        Page follow(String path) throws Exception {
            return page(HttpRequest.newBuilder(at(path)).header("Accept", "text/event-stream"));
        }

        /** Follows redirects to the last page. */
        Page open(String path) throws Exception {
            var page = get(path);
            for (int hops = 0; page.status() / 100 == 3 && hops < 10; hops++) {
                page = get(page.location());
            }
            return page;
        }

        void signIn(String path) throws Exception {
            var page = open(path);
            if (page.status() >= 500) {
                throw new IllegalStateException("Sign-in ended on " + page);
            }
        }

        Page send(String path, Map<String, String> form, String... headers) throws Exception {
            var request = HttpRequest.newBuilder(at(path))
                    .header("Accept", "text/html")
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                            .collect(Collectors.joining("&"))));
            if (headers.length > 0) {
                request.setHeader(headers[0], headers[1]);
            }
            return page(request);
        }

        /** Opens a page and sends its form with these fields filled in. */
        Page fill(String path, String action, Map<String, String> with) throws Exception {
            var form = open(path).form(action);
            form.putAll(with);
            return send(action, form);
        }

        List<HttpCookie> cookies() {
            return cookies.getCookieStore().getCookies();
        }

        void forgetSession() {
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("KITH_SESSION"))
                    .toList()
                    .forEach(cookie -> cookies.getCookieStore().remove(at("/"), cookie));
        }

        private Page page(HttpRequest.Builder request) throws Exception {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Page(answer.statusCode(), answer.body(), answer.headers().map());
        }

        private URI at(String path) {
            return URI.create(path.startsWith("/") ? address() + path : path);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
