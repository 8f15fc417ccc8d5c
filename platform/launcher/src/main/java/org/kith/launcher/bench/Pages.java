package org.kith.launcher.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Part;

/** The pages of the gateway as those open them who work with them, each person signed in once. */
final class Pages implements AutoCloseable {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MeasuredKith kith;
    private final String password;
    private final Map<String, HttpClient> people = new LinkedHashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, Map<String, String>> forms = new ConcurrentHashMap<>();
    private final List<Latencies> took = new ArrayList<>();

    private Pages(MeasuredKith kith, String password) {
        this.kith = kith;
        this.password = password;
    }

    /**
     * One page.
     *
     * @param who user name, or nothing for somebody without an account
     * @param typed what is typed into its form and sent, or nothing where it is only opened
     */
    private record Page(String what, String who, String path, Map<String, String> typed) {}

    /** The pages in their main states, of families and requests that this county has. */
    static Pages ofACounty(MeasuredKith kith, Town town, Databases databases, Town.Open undecided) {
        var pages = new Pages(kith, town.peoplesPassword());
        var team = databases.text(
                Part.ALLOCATION,
                "select team_code from family_place where state = 'HELD' group by 1 order by count(*) desc, 1 limit 1");
        var family = databases.text(
                Part.ALLOCATION,
                "select family_id from family_place where state = 'HELD' and team_code = '" + team
                        + "' order by since limit 1");
        var closed = databases.text(
                Part.ALLOCATION, "select family_id from family_place where state = 'CLOSED' order by since limit 1");
        var name = databases.text(
                Part.REFERRAL, "select family_name from person where family_id = '" + family + "' order by id limit 1");
        var measure =
                databases.text(Part.OUTCOMES, "select measure_code from figure_total order by value desc limit 1");
        var manager = Workforce.manager(team);
        pages.add("start", "", "/");
        pages.add("a worry, first step", "", "/worries/whole");
        pages.add("screening", Workforce.SCREENING, "/screening");
        pages.add("one referral", Workforce.SCREENING, "/screening/" + undecided.referral());
        pages.add("a family", Workforce.PRACTICE, "/families/" + family);
        pages.add("a closed family", Workforce.PRACTICE, "/families/" + closed);
        pages.add("who looked at it", Workforce.PRACTICE, "/families/" + family + "/audit");
        pages.add("its outcomes", Workforce.PRACTICE, "/families/" + family + "/outcomes");
        pages.add("allocation queue", Workforce.DUTY, "/allocation");
        pages.add("teams", Workforce.DUTY, "/teams");
        pages.add("a team's board", manager, "/teams/" + team);
        pages.add("my work, manager", manager, "/work");
        pages.add("my work, screening", Workforce.SCREENING, "/work");
        pages.add("name a lead", manager, "/families/" + family + "/lead");
        pages.add("transfer", manager, "/families/" + family + "/transfer");
        pages.add("a tray", "survivor-" + team.toLowerCase(Locale.ROOT), "/tray");
        pages.add("requests", Workforce.PRACTICE, "/requests");
        pages.add("figures", Workforce.PERFORMANCE, "/figures");
        pages.add("facts of a figure", Workforce.PERFORMANCE, "/figures/" + measure + "/facts");
        pages.add("people", "admin", "/administration");
        pages.add("teams to change", "admin", "/administration/teams");
        pages.add("search", Workforce.PRACTICE, "/search");
        pages.add(
                "search, one name",
                Workforce.PRACTICE,
                "/search",
                Map.of("text", name.substring(name.lastIndexOf('-') + 1)));
        pages.add("search, whole name", Workforce.PRACTICE, "/search", Map.of("text", name));
        pages.add("search, misspelt", Workforce.PRACTICE, "/search", Map.of("text", name.replace('r', 'l') + "e"));
        return pages;
    }

    private void add(String what, String who, String path) {
        add(what, who, path, Map.of());
    }

    private void add(String what, String who, String path, Map<String, String> typed) {
        people.computeIfAbsent(who, this::comeIn);
        pages.add(new Page(what, who, path, typed));
        took.add(new Latencies());
    }

    private HttpClient comeIn(String who) {
        var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        if (!who.isEmpty()) {
            var form = send(client, get(kith.installation().publicUrl() + "/work"));
            var fields = hidden(form.body());
            fields.put("username", who);
            fields.put("password", password);
            var page = send(client, post(form.uri().resolve("/sign-in"), fields));
            if (page.uri().getPort() != kith.ports().gateway()) {
                throw new Obstacle("The made-up worker " + who + " could not sign in", "See ./kith status");
            }
        }
        return client;
    }

    /** Opens all of them once; answers in words which do not open. */
    List<String> openEach() {
        return pages.stream()
                .flatMap(page -> {
                    int status = status(page);
                    return status == 200
                            ? Stream.empty()
                            : Stream.of("The page \"" + page.what() + "\" answers " + status + " at " + page.path());
                })
                .toList();
    }

    /** Opens the next one in turn; whether it came. */
    boolean open(int number) {
        int which = number % pages.size();
        long begun = System.nanoTime();
        boolean good = status(pages.get(which)) == 200;
        took.get(which).add(System.nanoTime() - begun);
        return good;
    }

    private int status(Page page) {
        var client = people.get(page.who());
        if (client == null) {
            throw new IllegalStateException(page.who() + " is not there");
        }
        var address = kith.installation().publicUrl() + page.path();
        if (page.typed().isEmpty()) {
            return send(client, get(address)).statusCode();
        }
        // whoever searches has the form before them: opening it is a page of its own, and counted as one
        var fields = new LinkedHashMap<>(forms.computeIfAbsent(
                page.who() + page.path(),
                none -> hidden(send(client, get(address)).body())));
        fields.putAll(page.typed());
        return send(client, post(URI.create(address), fields)).statusCode();
    }

    private static Map<String, String> hidden(String body) {
        var fields = new LinkedHashMap<String, String>();
        HIDDEN.matcher(body).results().forEach(hidden -> fields.put(hidden.group(1), hidden.group(2)));
        return fields;
    }

    private static HttpRequest get(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Accept", "text/html")
                .build();
    }

    private static HttpRequest post(URI address, Map<String, String> fields) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", address.resolve("/").toString().replaceAll("/$", ""))
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Obstacle("A page did not answer: " + e.getMessage(), "See ./kith status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped while measuring", "Start it again: ./kith bench", e);
        }
    }

    /** How long each takes. */
    List<String> each() {
        var said = new ArrayList<String>();
        for (int i = 0; i < pages.size(); i++) {
            said.add(String.format(
                    Locale.ROOT,
                    "page: %-20s p50 %6.1f ms, slowest %6.1f ms",
                    pages.get(i).what(),
                    took.get(i).at(0.5),
                    took.get(i).at(1)));
        }
        return said;
    }

    @Override
    public void close() {
        people.values().forEach(HttpClient::close);
    }
}
