package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.ACounty.Told;
import org.kith.gateway.PageStates.State;
import org.kith.gateway.PageStates.Who;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.infrastructure.Chromium.Tab;
import org.kith.platform.testkit.browser.Barriers;
import org.kith.platform.testkit.browser.InABrowser;
import org.kith.platform.testkit.time.Budget;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every page in its main states as a browser shows it, on a desk and on a telephone. Without a Chromium on the machine it is
 * skipped, and says so.
 */
@InABrowser
@Budget(seconds = 480)
class BrowserTest {

    private static final Path PICTURES = Path.of("target/pictures");
    private static final int DESK = 1280;
    private static final int TELEPHONE = 390;

    /** A page of a slow network is still there at once. */
    private static final int MOST_BYTES = 60_000;

    /** Nobody waits longer to see something. */
    private static final double FIRST_PAINT = 500;

    /** The family's page asks six doors at once, then for names; nothing asks for more, however much there is. */
    private static final int MOST_CALLS = 8;

    private static final String[] ALL_ROLES = {
        "SCREENING_WORKER",
        "ALLOCATION_DUTY",
        "SPECIALIST",
        "TEAM_MANAGER:T07",
        "PRACTICE_LEAD",
        "PERFORMANCE_ANALYST",
        "ADMINISTRATOR"
    };

    private static final String OPERATOR = "0199f0e0-9999-7000-8000-000000000001";

    private final Chromium chromium;

    private House house;

    /** Milliseconds to the first paint of each state, when it was opened the first time. */
    private final Map<String, Double> paints = new LinkedHashMap<>();

    BrowserTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
    }

    @Test
    void every_page_in_every_state_is_open_to_everybody_and_quiet() throws Exception {
        var lookers = lookers();
        var wrong = new ArrayList<String>();

        for (var state : PageStates.all()) {
            wrong.addAll(wrong(state, lookers));
        }
        for (var state : PageStates.away()) {
            wrong.addAll(wrong(state, lookers));
        }
        house.restart(); // nobody waits for the breakers to close again
        Files.write(
                PICTURES.resolve("first-paint.csv"),
                paints.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .map(paint -> String.format(Locale.ROOT, "%s,%.0f", paint.getKey(), paint.getValue()))
                        .toList());

        assertThat(wrong).isEmpty();
        // the build does other things meanwhile: one page may wait for them, half of them do not
        assertThat(paints.values().stream().sorted().skip(paints.size() / 2).findFirst())
                .as("milliseconds to the first paint of the middle one of %d states", paints.size())
                .hasValueSatisfying(middle -> assertThat(middle).isLessThan(FIRST_PAINT));
    }

    @Test
    void the_page_for_a_gateway_without_its_database_is_open_to_everybody_too() throws Exception {
        ACounty.in(house, Told.PLAIN);
        house.letInAs(House.WORKER, "Mx Example-Otter", ALL_ROLES);
        var tab = chromium.strangersTab(DESK, 900);
        tab.open(house.address() + "/work");
        house.databaseTakesPeopleIn(false);
        try {
            tab.open(house.address() + "/drafts");

            assertThat(tab.status()).isEqualTo(503);
            assertThat(Barriers.on(tab)).isEmpty();
            tab.resize(TELEPHONE, 900);
            assertThat(Barriers.atThisWidth(tab)).isEmpty();
            assertThat(Barriers.tooWide(tab)).isEmpty();
            tab.picture(PICTURES.resolve("own-database-away-telephone.png"));
        } finally {
            house.databaseTakesPeopleIn(true);
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            tab.open(house.address() + "/drafts");
            assertThat(tab.status()).isEqualTo(200);
        });
        tab.close();
    }

    @Test
    void a_page_asks_no_more_of_the_services_when_there_is_more_to_show() throws Exception {
        var lookers = lookers();
        var calls = new LinkedHashMap<String, Integer>();

        for (var list : PageStates.lists()) {
            int few = calls(list, lookers);
            calls.put(list.name(), few);

            assertThat(calls(list.told("full", Told.A_FULL_PAGE), lookers))
                    .as("calls of %s with a full page", list.name())
                    .isLessThanOrEqualTo(few);
        }

        assertThat(calls).allSatisfy((page, asked) -> assertThat(asked).as(page).isLessThanOrEqualTo(MOST_CALLS));
    }

    /** One browser for each of those who look; each signs in once. */
    private Map<Who, Tab> lookers() {
        var tabs = new EnumMap<Who, Tab>(Who.class);
        for (var who : Who.values()) {
            var tab = chromium.strangersTab(DESK, 900);
            tabs.put(who, tab);
            if (who != Who.NOBODY) {
                if (who == Who.STAFF) {
                    house.letInAs(House.WORKER, "Mx Example-Otter", ALL_ROLES);
                } else {
                    house.issuer.signsIn(OPERATOR, "operator");
                }
                tab.open(house.address() + "/work");
            }
        }
        return tabs;
    }

    private Tab opened(State state, Map<Who, Tab> lookers) throws Exception {
        house = House.opened();
        ACounty.in(house, state.told());
        house.letInAs(House.WORKER, "Mx Example-Otter", ALL_ROLES);
        state.given().accept(house);
        house.letInAs(House.WORKER, "Mx Example-Otter", ALL_ROLES);
        var tab = Objects.requireNonNull(lookers.get(state.who()));
        tab.complaints();
        tab.resize(DESK, 900);
        tab.open(house.address() + state.opens());
        state.then().accept(tab);
        return tab;
    }

    private int calls(State state, Map<Who, Tab> lookers) throws Exception {
        var tab = opened(state, lookers);
        int before = house.asked().size();
        tab.leaving(() -> tab.ask("location.reload(); true"));
        return house.asked().size() - before;
    }

    private List<String> wrong(State state, Map<Who, Tab> lookers) throws Exception {
        var wrong = new ArrayList<String>();
        var tab = opened(state, lookers);
        paints.put(state.name(), tab.firstPaint());
        if (tab.status() != state.status()) {
            wrong.add("answered with " + tab.status() + " and not " + state.status());
        }
        if (tab.bytes() > MOST_BYTES) {
            wrong.add("its HTML has " + tab.bytes() + " bytes");
        }
        if (state.status() != 404
                && !drawnBy(state, tab.ask("location.pathname").asString())) {
            wrong.add("is not drawn by " + state.route() + " but stands at " + tab.address());
        }
        // more or longer of the same is made of the same elements: it can only be too wide
        boolean sameElements = !state.told().equals(Told.PLAIN) && !state.told().equals(Told.NOTHING);
        if (!sameElements) {
            wrong.addAll(Barriers.on(tab));
        }
        wrong.addAll(Barriers.tooWide(tab));
        if (state.told().equals(Told.PLAIN)) {
            tab.picture(PICTURES.resolve(state.name() + "-desk.png"));
        }
        tab.resize(TELEPHONE, 900);
        if (!sameElements) {
            wrong.addAll(Barriers.atThisWidth(tab));
        }
        wrong.addAll(Barriers.tooWide(tab));
        if (state.told().equals(Told.PLAIN)) {
            tab.picture(PICTURES.resolve(state.name() + "-telephone.png"));
        }
        // a browser complains of every answer that is none; here it was wanted
        tab.complaints().stream()
                .filter(complaint -> state.status() < 400
                        || !complaint.startsWith(
                                "Failed to load resource: the server responded with a status of " + state.status()))
                .forEach(wrong::add);
        return wrong.stream().map(what -> state.name() + ": " + what).toList();
    }

    private static boolean drawnBy(State state, String path) {
        return PathPatternParser.defaultInstance
                .parse(state.route().split(" ", 2)[1])
                .matches(PathContainer.parsePath(path));
    }

    /** Routes that draw nothing of their own, each with where it leads or what it hands out. */
    private static final Set<String> NO_PAGES = Set.of(
            "GET /drafts/{form}/{key}", // the form that the draft is of
            "GET /live", // a stream for a script
            "GET /receipt/{receipt}/live",
            "POST /worries/{draftKey}/link", // the list of what is told
            "POST /workers/{id}/absences/{absence}/back", // the absences
            "GET /receipt", // the page of the receipt
            "GET /figures.csv",
            "GET /figures/file",
            "POST /search", // the page of what was found
            "POST /drafts/save", // answers a script
            "POST /worries/drafts/save",
            "POST /drafts/{form}/{key}/throw-away", // the list of drafts
            "POST /administration/people/{id}/plan/give-up", // the person
            "POST /administration/people/{id}/return");

    @Test
    void every_page_of_the_gateway_stands_in_this_suite() {
        var shown = new TreeSet<String>();
        PageStates.all().forEach(state -> shown.add(state.route()));
        PageStates.away().forEach(state -> shown.add(state.route()));

        var routes = routes(house);

        assertThat(routes).as("routes that were found").hasSizeGreaterThan(60).containsAll(NO_PAGES);
        routes.removeAll(shown);
        routes.removeAll(NO_PAGES);
        assertThat(routes).as("pages without an entry in PageStates").isEmpty();
    }

    /** Every route for people, as {@code GET /families/{id}}. */
    static SortedSet<String> routes(House house) {
        return house.routes().keySet().stream()
                .flatMap(route -> route.getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                Objects.requireNonNull(route.getPathPatternsCondition()).getPatterns().stream()
                                        .map(PathPattern::getPatternString)
                                        .filter(pattern -> !pattern.startsWith("/api/"))
                                        .map(pattern -> method + " " + pattern)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
