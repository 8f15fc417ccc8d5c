package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.kith.gateway.Chromium.Tab;
import org.kith.platform.testkit.time.Budget;

/** Every page as a browser shows it, on a desk and on a telephone. Without a Chromium on the machine it is skipped, and says so. */
@EnabledIf("thereIsABrowser")
@Budget(seconds = 240)
class BrowserTest {

    private static final Path PICTURES = Path.of("target/pictures");
    private static final Map<String, Integer> WIDTHS = Map.of("desk", 1280, "telephone", 390);
    private static final String[] ALL_ROLES = {
        "SCREENING_WORKER",
        "ALLOCATION_DUTY",
        "SPECIALIST",
        "TEAM_MANAGER:T07",
        "PRACTICE_LEAD",
        "PERFORMANCE_ANALYST",
        "ADMINISTRATOR"
    };

    private static String axe;
    private static Chromium chromium;

    private House house;

    @SuppressWarnings("SystemOut") // skipped tests are seen by nobody unless they say so
    static boolean thereIsABrowser() {
        boolean there = Chromium.found().isPresent();
        if (!there) {
            System.out.println("\n#### NO BROWSER: the pages are not tried in one. To try them, "
                    + Chromium.HOW_TO_INSTALL + ". ####\n");
        }
        return there;
    }

    @BeforeAll
    static void start() throws IOException {
        chromium = new Chromium(Chromium.found().orElseThrow());
        try (var rules = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(rules).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        chromium.close();
    }

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        ACounty.in(house);
    }

    @Test
    void every_page_is_open_to_everybody_and_quiet() {
        house.letIn(ALL_ROLES);
        var wrong = new ArrayList<String>();
        for (var width : WIDTHS.entrySet()) {
            var tab = chromium.tab(width.getValue(), 900);
            tab.open(house.address() + "/work");
            for (var page : pages().entrySet()) {
                tab.open(house.address() + page.getValue());
                wrong.addAll(wrong(tab, page.getKey() + " at " + width.getValue()));
                picture(tab, page.getKey() + "-" + width.getKey());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("start", "/");
        pages.put("accessibility", "/accessibility");
        pages.put("status", "/status");
        pages.put("worry-whole", "/worries/whole");
        pages.put("my-work", "/work");
        pages.put("screening", "/screening");
        pages.put("referral", "/screening/" + ACounty.REFERRAL);
        pages.put("family", "/families/" + ACounty.FAMILY);
        pages.put("address", "/families/" + ACounty.FAMILY + "/address");
        pages.put("join", "/families/" + ACounty.FAMILY + "/join");
        pages.put("place", "/families/" + ACounty.FAMILY + "/place");
        pages.put("lead", "/families/" + ACounty.FAMILY + "/lead");
        pages.put("close", "/families/" + ACounty.FAMILY + "/close");
        pages.put("outcome", "/families/" + ACounty.FAMILY + "/outcomes/new");
        pages.put("outcomes", "/families/" + ACounty.FAMILY + "/outcomes");
        pages.put("audit", "/families/" + ACounty.FAMILY + "/audit");
        pages.put("allocation", "/allocation");
        pages.put("board", "/teams/T07");
        pages.put("teams", "/teams");
        pages.put("tray", "/tray");
        pages.put("input", "/requests/" + ACounty.REQUEST + "/inputs");
        pages.put("hand-back", "/requests/" + ACounty.REQUEST + "/hand-back");
        pages.put("requests", "/requests");
        pages.put("assign", "/requests/" + ACounty.REQUEST + "/assign/MENTAL_HEALTH");
        pages.put("figures", "/figures");
        pages.put("facts", "/figures/CHILDREN_REFERRED/facts");
        pages.put("outcomes-file", "/outcomes/file");
        pages.put("referrals-file", "/referrals/file");
        return pages;
    }

    /** What is wrong with the page that is open: barriers, complaints of the browser, and what does not fit the screen. */
    static List<String> wrong(Tab tab, String page) {
        var wrong = new ArrayList<String>();
        tab.complaints().forEach(complaint -> wrong.add(page + ": " + complaint));
        tab.ask(axe + ";true");
        var barriers = tab.ask("""
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']})
                  .then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.html.slice(0, 160)).join(' | ')))
                """);
        barriers.forEach(barrier -> wrong.add(page + ": " + barrier.asString()));
        if (tab.ask("document.documentElement.scrollWidth > window.innerWidth").asBoolean()) {
            wrong.add(page + ": wider than the screen by "
                    + tab.ask("document.documentElement.scrollWidth - window.innerWidth")
                    + ": " + tab.ask("""
                            [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
                              .slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ')
                            """).asString());
        }
        int bytes = tab.ask("fetch(location.href).then(answer => answer.text()).then(text => new Blob([text]).size)")
                .asInt();
        if (bytes > 60_000) {
            wrong.add(page + ": its HTML has " + bytes + " bytes");
        }
        return wrong;
    }

    static void picture(Tab tab, String name) {
        try {
            tab.picture(PICTURES.resolve(name + ".png"));
        } catch (IOException full) {
            throw new IllegalStateException(full);
        }
    }
}
