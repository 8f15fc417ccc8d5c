package org.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kith.gateway.ACounty.FAMILY;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.gateway.House.Browser;
import org.kith.gateway.StandIn.Answer;

/** Pages that learn that they are no longer up to date. */
class LivePagesTest {

    private static final AtomicInteger TEAMS = new AtomicInteger(100);
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Another in each test: a stream that was left open is noticed some seconds later. */
    private final String team = "T" + TEAMS.incrementAndGet();

    private House house;
    private final AtomicInteger happened = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();

    @BeforeEach
    void open() throws Exception {
        house = House.opened();
        ACounty.in(house);
        for (var service : List.of(house.referral, house.allocation, house.specialist, house.outcomes)) {
            service.on("GET /changes/pulse", asked -> Answer.json("{\"pulse\":\"" + happened.get() + "\"}"));
            service.on("GET /changes", asked -> Answer.json("{\"families\":" + changed.get() + "}"));
        }
    }

    /** The stream of one open page, as far as it was read. */
    private final class Stream implements AutoCloseable {

        final List<String> lines = new CopyOnWriteArrayList<>();
        final HttpClient http = HttpClient.newHttpClient();
        final CompletableFuture<Void> reading;
        volatile boolean ended;

        Stream(Browser browser, String path) {
            var cookies = browser.cookies().stream()
                    .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            reading = http.sendAsync(
                            HttpRequest.newBuilder(URI.create(house.address() + path))
                                    .header("Cookie", cookies)
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines())
                    .thenAccept(answer -> {
                        answer.body().forEach(lines::add);
                        ended = true;
                    });
        }

        void says(String text) {
            await().atMost(SOON).until(() -> String.join("\n", lines).contains(text));
        }

        @Override
        public void close() {
            reading.cancel(true);
            http.shutdownNow();
        }
    }

    private String board() {
        return "/live?about=team/" + team + "&since=" + Instant.now();
    }

    /** What was asked about this test's own team. */
    private List<StandIn.Heard> asked() {
        return house.allocation.heard("GET /changes").stream()
                .filter(one -> one.body().contains("names=" + team))
                .toList();
    }

    private void somethingHappens(int families) {
        changed.set(families);
        happened.incrementAndGet();
    }

    @Test
    void a_board_says_that_families_changed_once_and_asks_in_the_readers_own_name() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");
        assertThat(browser.get("/teams/T07").body())
                .contains("data-live=\"team/T07\"", "data-live-since=\"", "id=\"part-board\" data-live-part");

        try (var stream = new Stream(browser, board())) {
            await().atMost(SOON).until(() -> !asked().isEmpty());
            somethingHappens(2);

            stream.says("data:2 families have changed since you opened the page.");
            assertThat(stream.lines)
                    .doesNotContain(FAMILY)
                    .filteredOn("event:changed"::equals)
                    .hasSize(1);
        }
        assertThat(asked().getLast().body()).contains("since=");
        assertThat(asked().getLast().header("Authorization"))
                .startsWith("Bearer token-of-")
                .doesNotContain("intake");
    }

    @Test
    void nothing_is_asked_for_while_nothing_happens() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");

        try (var stream = new Stream(browser, board())) {
            await().atMost(SOON)
                    .until(() -> house.allocation.heard("GET /changes/pulse").size() >= 5);

            // the one is asked when the page is opened, for what changed since it was drawn
            assertThat(asked()).hasSize(1);
            assertThat(stream.lines).doesNotContain("event:changed");
        }
    }

    @Test
    void whoever_may_not_see_it_any_more_is_told_nothing() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");
        house.allocation.on(
                "GET /changes", Answer.problem(401, "{\"status\":401,\"code\":\"not-signed-in\",\"detail\":\"No\"}"));

        try (var stream = new Stream(browser, board())) {
            await().atMost(SOON).until(() -> stream.ended);
            assertThat(stream.lines).doesNotContain("event:changed");
        }
    }

    @Test
    void a_service_that_comes_back_is_heard_again() throws Exception {
        house.restart();
        var browser = house.signedIn("TEAM_MANAGER:T07");
        house.allocation.goAway();

        try (var stream = new Stream(browser, board())) {
            await().atMost(SOON)
                    .until(() -> house.browser().get("/status").text().contains("Teams and allocation Away"));
            changed.set(1);
            house.allocation.comeBack();

            stream.says("data:1 family has changed since you opened the page.");
        }
    }

    @Test
    void a_receipt_is_followed_by_whoever_has_its_address_and_by_nobody_else() throws Exception {
        var steps = new AtomicInteger(1);
        house.referral.on("GET /receipts/secret", asked -> receipt(steps.get()));

        assertThat(house.browser().follow("/receipt/guessed/live").status()).isEqualTo(404);
        assertThat(house.browser().get("/receipt/secret").body())
                .contains("data-live=\"/receipt/secret/live\"", "data-live-shown=\"1\"");
        steps.set(2);
        try (var stream = new Stream(house.browser(), "/receipt/secret/live?shown=1")) {
            stream.says("data:There is news about what you told us.");
        }
    }

    private static Answer receipt(int steps) {
        var history = IntStream.range(0, steps)
                .mapToObj(step -> "{\"at\":\"2026-11-20T09:00:00Z\",\"text\":\"Step " + step + "\"}")
                .collect(Collectors.joining(","));
        return Answer.json("""
            {"reference":"K7-4TR-92X","receivedAt":"2026-11-20T09:00:00Z","stage":"RECEIVED","stageText":"We have it","ownerText":"The front door",
             "decisionDueAt":"2026-11-23T17:00:00Z","workingDaysLeft":1,"overdue":false,"history":[%s]}
            """.formatted(history));
    }

    @Test
    void one_person_holds_so_many_streams_and_the_oldest_gives_way() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");
        var streams = new ArrayList<Stream>();

        for (int tab = 0; tab < 7; tab++) {
            var stream = new Stream(browser, board());
            await().atMost(SOON).until(() -> !stream.lines.isEmpty());
            streams.add(stream);
        }

        await().atMost(SOON).until(() -> streams.getFirst().ended);
        assertThat(streams.subList(1, 7)).noneMatch(stream -> stream.ended);
        streams.forEach(Stream::close);
    }

    @Test
    void nobody_follows_without_a_sign_in_nor_what_is_no_page() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");

        assertThat(house.browser().get("/live?about=work").status()).isEqualTo(302);
        assertThat(browser.follow("/live?about=everything").status()).isEqualTo(404);
        assertThat(browser.follow("/live?about=family/not-an-id").status()).isEqualTo(404);
        assertThat(browser.follow("/live?page=/families/" + FAMILY).status()).isEqualTo(404);
    }

    /** A page's stream must not hold up the end of the gateway. */
    @Test
    void the_gateway_ends_at_once_with_pages_open() throws Exception {
        var browser = house.signedIn("TEAM_MANAGER:T07");

        try (var stream = new Stream(browser, board())) {
            await().atMost(SOON).until(() -> !stream.lines.isEmpty());

            // whoever waits for open requests waits for 30 seconds
            assertThat(house.restart()).isLessThan(Duration.ofSeconds(20));
            await().atMost(SOON).until(() -> stream.ended);
        }
    }
}
