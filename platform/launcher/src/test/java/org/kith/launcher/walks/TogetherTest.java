package org.kith.launcher.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.services.Part;
import org.kith.launcher.services.Progress;
import org.kith.launcher.services.TestKith;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.testkit.browser.InABrowser;

/** What outlives a browser, and what two browsers do to one record, on a whole Kith. */
@InABrowser
class TogetherTest {

    private static final String TEAM = "T16";
    private static final String SPECIALIST = "survivor-t16";
    private static final String WORDS = "We met at school. She has a plan for the weekend";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Chromium chromium;

    private final TestKith kith = TestKith.get();

    TogetherTest(Chromium chromium) {
        this.chromium = chromium;
    }

    @Test
    void a_draft_outlives_sign_out_another_device_and_restarts_until_it_is_thrown_away() {
        try (var stage = new Stage(new Doors(kith.installation()))) {
            var path = "/requests/" + accepted(placed(stage)) + "/inputs";
            try (var atADesk = new Walker(chromium, Way.DESK, stage.address())) {
                atADesk.opens(path).signsIn(SPECIALIST, stage.password()).types("text", WORDS);
                await().atMost(SOON)
                        .until(() -> atADesk.says("document.querySelector('[data-autosave-status]').innerText")
                                .startsWith("Kept as a draft"));
                atADesk.presses("form[action='/sign-out'] button").sees("signed out");
            }

            kith.everything().restart(Part.SPECIALIST, quiet());
            kith.everything().restart(Part.GATEWAY, quiet());

            try (var telephone = new Walker(chromium, Way.TELEPHONE, stage.address())) {
                telephone.opens(path).signsIn(SPECIALIST, stage.password()).sees("Goes on from your draft");
                assertThat(telephone.says("document.querySelector('[name=text]').value"))
                        .isEqualTo(WORDS);
                telephone.opens("/drafts").sees("What happened with a family: ");
                telephone.presses("form[action$='/throw-away'] button").sees("The draft is thrown away");
                telephone.opens(path);
                assertThat(telephone.says("document.querySelector('[name=text]').value"))
                        .isEmpty();
            }
        }
    }

    @Test
    void two_people_on_one_record_see_each_other_and_choose_where_both_said_something() {
        try (var stage = new Stage(new Doors(kith.installation()));
                var first = new Walker(chromium, Way.DESK, stage.address());
                var second = new Walker(chromium, Way.DESK, stage.address())) {
            var family = placed(stage);
            var path = "/families/" + family + "/people/" + child(family);
            first.opens(path).signsIn(Workforce.SCREENING, stage.password());
            second.opens(path).signsIn(Workforce.manager(TEAM), stage.password());

            second.sees("has this open too");
            await().atMost(SOON)
                    .until(() -> first.says("document.querySelector('[data-presence]').innerText")
                            .contains("has this open too"));

            first.types("givenName", "Robyn").presses("form[action='" + path + "'] button");
            first.sees("It is corrected");
            second.types("givenName", "Robert").presses("form[action='" + path + "'] button");
            second.sees("Choose what is right").sees("Robyn").sees("Robert").chooses("givenName", "Robert");
            second.presses("form[action='" + path + "'] button")
                    .sees("It is corrected")
                    .sees("Robert");
        }
    }

    private String placed(Stage stage) {
        var family = stage.familiesToPlace(1).getFirst();
        // allocation has to have heard of it first
        await().atMost(SOON)
                .until(() -> kith.doors()
                        .post(
                                Part.ALLOCATION,
                                "/families/" + family + "/place",
                                kith.tokens().person(Workforce.DUTY),
                                Map.of("teamCode", TEAM, "reason", "Made-up example"))
                        .isGood());
        // the front door has to have heard it too, or the manager may not open the record yet
        await().atMost(SOON)
                .until(() -> kith.doors()
                        .get(Part.REFERRAL, "/families/" + family, kith.tokens().person(Workforce.manager(TEAM)))
                        .isGood());
        return family;
    }

    private UUID child(String family) {
        for (var person : kith.doors()
                .get(Part.REFERRAL, "/families/" + family, kith.tokens().person(Workforce.SCREENING))
                .required()
                .body()
                .path("people")) {
            if (person.path("kind").asString().equals("CHILD")) {
                return UUID.fromString(person.path("personId").asString());
            }
        }
        throw new AssertionError("The family has no child");
    }

    /** The request that the family's worry made, accepted. */
    private String accepted(String family) {
        var specialist = kith.tokens().person(SPECIALIST);
        var request = await().atMost(SOON)
                .until(
                        () -> {
                            for (var item : kith.doors()
                                    .get(Part.SPECIALIST, "/tray?limit=200", specialist)
                                    .required()
                                    .body()
                                    .path("items")) {
                                if (item.path("familyId").asString().equals(family)) {
                                    return item.path("requestId").asString();
                                }
                            }
                            return "";
                        },
                        id -> !id.isEmpty());
        kith.doors()
                .post(Part.SPECIALIST, "/requests/" + request + "/accept", specialist, Map.of())
                .required();
        return request;
    }

    private static Progress quiet() {
        return new Progress() {
            @Override
            public void ready(String what, Duration took) {}

            @Override
            public void note(String text) {}
        };
    }
}
