package org.kith.launcher.walks;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Installation;
import org.kith.platform.infrastructure.Chromium;

/** The journeys of the people who use Kith, each from its first page to its last answer, on a Kith that runs. */
public final class Walks {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private static final String TEAM = "T16";
    private static final String SPECIALIST = "survivor-t16";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A school gives it to its staff, who do not have to say where they work then. */
    private static final String OWN_LINK = "/worries/new?organisation=Example%20Primary%20School&source=2A";

    private static final String SEEN =
            "Robin came in with a bruise on the arm this morning and did not want to go home. Robin said that there was shouting again.";

    private static final String NEXT = "button[value=next]";

    private final Chromium chromium;
    private final Stage stage;
    private final Way atADesk;
    private final Way onATelephone;
    private final int families;

    private Walks(Chromium chromium, Stage stage, Way atADesk, Way onATelephone, int families) {
        this.chromium = chromium;
        this.stage = stage;
        this.atADesk = atADesk;
        this.onATelephone = onATelephone;
        this.families = families;
    }

    /**
     * Walks all of them, one after another: the referral that the teacher sends is what the screening worker decides.
     *
     * @param families how many are placed with a team
     */
    public static List<Walked> all(
            Chromium chromium, Installation installation, Way atADesk, Way onATelephone, int families) {
        try (var stage = new Stage(new Doors(installation))) {
            return new Walks(chromium, stage, atADesk, onATelephone, families).all();
        }
    }

    private List<Walked> all() {
        var walked = new ArrayList<Walked>();
        var name = "Example-Otter-" + Stage.letters();
        var reference = new ArrayList<String>();
        walked.add(aTeacherRaisesAWorry(name, reference));
        walked.add(aScreeningWorkerDecides(reference.getFirst()));
        var waiting = stage.familiesToPlace(families);
        walked.add(familiesArePlaced(waiting));
        walked.add(aManagerNamesALead(waiting.getFirst()));
        walked.addAll(aRecoveryWorkerStartsHerDay(waiting));
        walked.add(anAnalystAnswers());
        walked.add(anAnalystSetsAnAimAndAsksForAPastDay());
        walked.add(aPracticeLeadLooksAtWhoLooked(name));
        walked.add(anAdministratorMakesChangesAndEndsAPerson());
        return walked;
    }

    private Walked aTeacherRaisesAWorry(String name, List<String> reference) {
        try (var teacher = new Walker(chromium, onATelephone, stage.address())) {
            teacher.opens(OWN_LINK).sees("999").readsUpTo("main", "form[action='/worries/new'] button");
            teacher.chooses("immediateDanger", "yes").presses("form[action='/worries/new'] button");
            teacher.isNotAskedFor("referrer.organisation", "referrer.sourceCode")
                    .types("referrer.name", "Robin Example-Wren")
                    .types("referrer.telephone", "01632 960 123")
                    .presses(NEXT);
            teacher.types("children[0].givenName", "Robin")
                    .types("children[0].familyName", name)
                    .types("children[0].ageYears", "7")
                    .presses(NEXT);
            teacher.types("adults[0].givenName", "Sam")
                    .types("adults[0].familyName", name)
                    .picks("adults[0].relation", "MOTHER")
                    .presses(NEXT);
            teacher.types("address.postcode", "PR1 4AA").presses(NEXT);
            teacher.types("whatWasSeen", SEEN).presses(NEXT);
            teacher.reads("main")
                    .unfolds("summary:has(+ .govuk-details__text [value='3B'])")
                    .chooses("worries", "3B")
                    .presses(NEXT);
            teacher.chooses("familyKnows", teacher.firstOf("familyKnows")).presses(NEXT);
            teacher.reads("main").sees(name).sees("Example Primary School").presses("form[action$='/check'] button");
            teacher.sees("decided by");
            reference.add(teacher.says("document.querySelector('.kith-reference').innerText"));
            return teacher.done("teacher", "A teacher raises a worry");
        }
    }

    private Walker signedIn(String username) {
        var walker = new Walker(chromium, atADesk, stage.address());
        walker.opens("/work").signsIn(username, stage.password()).sees("Sign out");
        return walker.fromHere();
    }

    private Walked aScreeningWorkerDecides(String reference) {
        var path = "/screening/" + stage.referral(reference);
        try (var worker = signedIn(Workforce.SCREENING)) {
            worker.awaits("/work", "a[href='" + path + "']", SOON).follows("a[href='" + path + "']");
            worker.sees("Sam Example-Otter")
                    .isNotAskedFor("referrer.name", "children[0].givenName")
                    .readsUpTo("main", "form[action$='/decision']");
            worker.chooses("level", "3")
                    .chooses("decision", "ACCEPT")
                    .chooses("protectAddress", "no")
                    .types("reason", "Violence at home and a bruise: level 3")
                    .presses("form[action$='/decision'] button");
            worker.sees("Decided");
            return worker.done("screening", "A screening worker decides a clear case");
        }
    }

    private Walked familiesArePlaced(List<String> waiting) {
        try (var duty = signedIn(Workforce.DUTY)) {
            duty.opens("/allocation");
            for (String family : waiting) {
                duty.awaits("/allocation", "a[href='/families/" + family + "/place']", SOON);
                duty.follows("a[href='/families/" + family + "/place']");
                duty.picks("teamCode", TEAM)
                        .types("reason", "It has room, and is far from him")
                        .presses("form[action$='/place'] button");
                duty.sees("The family has a team");
            }
            return duty.done("placing", waiting.size() + " families are placed with a team");
        }
    }

    private Walked aManagerNamesALead(String family) {
        try (var manager = signedIn(Workforce.manager(TEAM))) {
            var link = "a[href='/families/" + family + "/lead']";
            manager.awaits("/work", link, SOON).follows(link);
            manager.chooses("workerId", manager.firstOf("workerId")).presses("form[action$='/lead'] button");
            manager.sees("The lead practitioner is named");
            return manager.done("lead", "A manager names the lead practitioner");
        }
    }

    private List<Walked> aRecoveryWorkerStartsHerDay(List<String> placed) {
        try (var worker = signedIn(SPECIALIST)) {
            worker.opens("/tray");
            for (String family : placed.subList(0, 3)) {
                worker.awaits("/tray", "a[href='/families/" + family + "']", SOON);
            }
            for (String family : placed.subList(0, 2)) {
                worker.presses(in(family, "form[action$='/accept'] button")).sees("Accepted");
            }
            worker.follows(in(placed.get(2), "a[href$='/hand-back']"));
            worker.chooses("reasonCode", worker.firstOf("reasonCode"))
                    .types("note", "I know this family from home")
                    .presses("form[action$='/hand-back'] button");
            worker.sees("Handed back");
            var day = worker.done("tray", "A recovery worker accepts two and hands one back");
            worker.opens("/tray").fromHere();
            worker.follows(in(placed.getFirst(), "a[href$='/inputs']"));
            worker.isNotAskedFor("family", "address", "child").chooses("kindCode", "VISIT");
            worker.types(
                            "text",
                            "We met at school. She wants to stay safe and has a plan for the weekend. Next time we look at it together.")
                    .presses("form[action$='/inputs'] button");
            worker.sees("Kept");
            var visit = worker.done("visit", "A recovery worker records a visit");
            worker.opens("/families/" + placed.getFirst());
            if (worker.tab().text().contains(Stage.STREET)) {
                throw new Obstacle("The family's page gives the protected address away", "Stop, and find out why");
            }
            return List.of(day, visit);
        }
    }

    private static String in(String family, String what) {
        return ".govuk-summary-card:has(a[href='/families/" + family + "']) " + what;
    }

    private Walked anAnalystAnswers() {
        try (var analyst = signedIn(Workforce.PERFORMANCE)) {
            analyst.opens("/figures").fromHere();
            var shown = analyst.says("document.querySelector('tbody tr:has(a[href*=\"/facts?\"]) td strong').innerText")
                    .replace(",", "");
            var code = analyst.says("document.querySelector('tbody a[href*=\"/facts?\"]').pathname.split('/')[2]");
            analyst.follows("tbody a[href*='/" + code + "/facts?']").sees("as known on");
            var behind = analyst.says("document.querySelectorAll('main p strong')[1].innerText")
                    .replace(",", "");
            analyst.follows("main a[href^='/figures?']");
            if (analyst.tab().ask("typeof fetch").asString().equals("function") && atADesk.runsScripts()) {
                var file = analyst.says(
                        "fetch(document.querySelector('a[href^=\"/figures.csv\"]').href).then(answer => answer.text())");
                if (!file.contains(code) || !file.contains(shown)) {
                    throw new Obstacle(
                            code + " is " + shown + " on the page and not in the file: " + file, "Find out why");
                }
            }
            if (!shown.equals(behind)) {
                throw new Obstacle(code + " is " + shown + " but its facts add up to " + behind, "Find out why");
            }
            return analyst.done("analyst", "An analyst looks at a figure, its facts and the file");
        }
    }

    private Walked anAnalystSetsAnAimAndAsksForAPastDay() {
        try (var analyst = signedIn(Workforce.PERFORMANCE)) {
            analyst.opens("/figures").fromHere();
            var code = analyst.says("document.querySelector('tbody a[href*=\"/aim?\"]').pathname.split('/')[2]");
            analyst.follows("tbody a[href*='/" + code + "/aim?']");
            day(analyst.types("baselineValue", "8000"), "baselineOn", LocalDate.of(2025, 3, 31));
            day(analyst.types("targetValue", "7000"), "targetOn", LocalDate.of(2029, 3, 31));
            analyst.types("source", "Made-up plan").presses("main form[action*='/aim'] button");
            analyst.sees("Target 7,000").follows("tbody a[href*='/" + code + "/months?']");
            analyst.sees("Baseline 8,000").sees("On the way").follows("main a[href^='/figures?']");
            day(analyst, "knownOn", LocalDate.now(ENGLAND).minusDays(1));
            analyst.presses("main form[action='/figures'] button").sees("as known on");
            var then = analyst.says("document.querySelector('tbody tr:has(a[href*=\"/" + code
                    + "/facts?\"]) td[data-as=Aim]').innerText");
            if (!then.startsWith("None")) {
                throw new Obstacle("A day ago nothing was aimed at, and the page says: " + then, "Find out why");
            }
            return analyst.done("aims", "An analyst sets an aim, sees it month by month and asks for a past day");
        }
    }

    private static void day(Walker walker, String field, LocalDate day) {
        walker.types(field + ".day", Integer.toString(day.getDayOfMonth()))
                .types(field + ".month", Integer.toString(day.getMonthValue()))
                .types(field + ".year", Integer.toString(day.getYear()));
    }

    private Walked aPracticeLeadLooksAtWhoLooked(String name) {
        try (var lead = signedIn("practice")) {
            lead.opens("/search").fromHere();
            lead.types("text", name).presses("main form[action='/search'] button");
            lead.follows("main a[href^='/families/']");
            lead.follows("a[href$='/audit']");
            lead.sees("Who looked at this family").reads("main");
            return lead.done("audit", "A practice lead looks at who looked");
        }
    }

    private Walked anAdministratorMakesChangesAndEndsAPerson() {
        var username = "kim." + Stage.letters();
        try (var admin = signedIn("admin")) {
            admin.opens("/administration").fromHere();
            admin.follows("a[href='/administration/people/new']");
            admin.types("name", "Kim Example-Newt")
                    .types("username", username)
                    .chooses("kind", "staff")
                    .picks("role", "SOCIAL_WORKER")
                    .picks("team", TEAM)
                    .presses("form[action='/administration/people/new'] button");
            admin.sees("Give them this link").follows("main a[href^='/administration/people/']");
            admin.sees(username).follows("a[href$='/roles']");
            admin.isNotAskedFor("name").picks("role", "TEAM_MANAGER").picks("team", TEAM);
            admin.presses("form[action$='/roles'] button");
            admin.sees("Team manager").follows("a[href$='/leave']");
            admin.presses("form[action$='/leave'] button");
            admin.sees("Kim Example-Newt");
            return admin.done("administrator", "An administrator makes, changes and ends a person");
        }
    }
}
