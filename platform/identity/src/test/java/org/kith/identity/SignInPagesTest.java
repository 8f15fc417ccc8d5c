package org.kith.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.infrastructure.Chromium.Tab;
import org.kith.platform.testkit.browser.Barriers;
import org.kith.platform.testkit.browser.InABrowser;

/** The issuer's own pages in a browser, on a desk and on a telephone: everybody who works with Kith comes through them. */
@InABrowser
class SignInPagesTest {

    private static final Path PICTURES = Path.of("target/pictures");
    private static final int DESK = 1280;
    private static final int TELEPHONE = 390;

    private static Rights rights;
    private static Issuer issuer;

    private final Chromium chromium;

    SignInPagesTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @BeforeAll
    static void start() throws IOException {
        rights = new Rights();
        issuer = Issuer.start(rights.setting());
    }

    @AfterAll
    static void stop() throws IOException {
        issuer.close();
        rights.close();
    }

    /**
     * One page in one state.
     *
     * @param then what is done on it to come to the state
     */
    private record State(String name, String opens, Consumer<Tab> then, int status, String says) {}

    private static State page(String name, String opens, int status, String says) {
        return new State(name, opens, tab -> {}, status, says);
    }

    private static List<State> states() throws Exception {
        var administrator = rights.tokenOf(issuer, "otter.administrator.pages", true);
        var link = invitation(administrator, "heron.pages");
        return List.of(
                page("sign-in", "/sign-in", 200, "Sign in to Kith"),
                new State("sign-in-wrong", "/sign-in", SignInPagesTest::guesses, 200, "is not right"),
                page("sign-in-wait", "/sign-in?wait", 200, "Too many tries"),
                page("sign-in-again", "/sign-in?again", 200, "open for too long"),
                page("choose-password", link, 200, "Choose a password"),
                new State(
                        "choose-password-wrong",
                        link,
                        SignInPagesTest::choosesAShortOne,
                        400,
                        "at least 12 characters"),
                page("choose-password-gone", "/choose-password?once=guess", 404, "cannot be used"),
                page("trouble", "/oauth2/authorize?client_id=nobody", 400, "This did not work"));
    }

    private static String invitation(String administrator, String username) throws Exception {
        var made = issuer.post(
                "/people",
                administrator,
                "{\"accountId\":\"%s\",\"username\":\"%s\",\"displayName\":\"Mx Example-Heron\",\"kind\":\"staff\"}"
                        .formatted(UUID.randomUUID(), username));
        return Issuer.JSON
                .readTree(made.body())
                .path("link")
                .asString()
                .substring(issuer.address().length());
    }

    private static void guesses(Tab tab) {
        types(tab, "username", "heron.nobody");
        types(tab, "password", "a-wrong-password");
        tab.leaving(() -> tab.press("Enter"));
    }

    private static void choosesAShortOne(Tab tab) {
        types(tab, "password", "short");
        types(tab, "again", "short");
        tab.leaving(() -> tab.press("Enter"));
    }

    private static void types(Tab tab, String field, String text) {
        tab.tabTo("[name=" + field + "]");
        tab.typeKeys(text);
    }

    @Test
    void every_page_in_every_state_is_open_to_everybody_and_quiet() throws Exception {
        var wrong = new ArrayList<String>();

        for (var state : states()) {
            wrong.addAll(wrong(state));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whoever_mistypes_a_password_types_their_name_once() {
        try (var tab = chromium.strangersTab(DESK, 900)) {
            tab.open(issuer.address() + "/sign-in");

            guesses(tab);

            var name = "document.querySelector('[name=username]').value";
            assertThat(tab.ask(name).asString()).isEqualTo("heron.nobody");
            assertThat(tab.address()).doesNotContain("heron");
            tab.open(issuer.address() + "/sign-in?wrong");
            assertThat(tab.ask(name).asString()).isEmpty();
        }
    }

    private List<String> wrong(State state) throws IOException {
        var wrong = new ArrayList<String>();
        try (var tab = chromium.strangersTab(DESK, 900)) {
            tab.open(issuer.address() + state.opens());
            state.then().accept(tab);
            if (tab.status() != state.status()) {
                wrong.add("answered with " + tab.status() + " and not " + state.status());
            }
            if (!tab.text().contains(state.says())) {
                wrong.add("does not say \"" + state.says() + "\" but: " + tab.text());
            }
            // a browser complains of every answer that is none; here it was wanted
            tab.complaints().stream()
                    .filter(complaint -> state.status() < 400 || !complaint.startsWith("Failed to load resource"))
                    .forEach(wrong::add);
            wrong.addAll(Barriers.on(tab));
            wrong.addAll(Barriers.tooWide(tab));
            tab.picture(PICTURES.resolve(state.name() + "-desk.png"));
            tab.resize(TELEPHONE, 900);
            wrong.addAll(Barriers.atThisWidth(tab));
            wrong.addAll(Barriers.tooWide(tab));
            tab.picture(PICTURES.resolve(state.name() + "-telephone.png"));
        }
        return wrong.stream().map(what -> state.name() + ": " + what).toList();
    }
}
