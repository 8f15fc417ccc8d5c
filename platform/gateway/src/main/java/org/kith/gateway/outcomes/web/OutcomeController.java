package org.kith.gateway.outcomes.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.families.Families;
import org.kith.gateway.families.Families.Household;
import org.kith.gateway.families.Families.Outcome;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.outcomes.OutcomeRecords;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Recording what changed for a child, on the family's page or by a file. */
@Controller
class OutcomeController {

    private static final String FORM = "form";

    private static final List<Option> KINDS = List.of(
            new Option("CARE_ENTRY", "Came into care"),
            new Option("CARE_EXIT", "Left care"),
            new Option("PROTECTION_PLAN_START", "Child protection plan started"),
            new Option("PROTECTION_PLAN_END", "Child protection plan ended"),
            new Option("PROCEEDINGS_ISSUED", "Care proceedings issued"),
            new Option("PROCEEDINGS_CONCLUDED", "Care proceedings concluded"));

    private final OutcomeRecords outcomes;
    private final Families families;
    private final Tokens tokens;
    private final Acts acts;
    private final Words words;

    OutcomeController(OutcomeRecords outcomes, Families families, Tokens tokens, Acts acts, Words words) {
        this.outcomes = outcomes;
        this.families = families;
        this.tokens = tokens;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping("/families/{id}/outcomes")
    String open(@PathVariable UUID id, Model model) {
        return show(id, Typed.nothing(), null, model);
    }

    private String show(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var token = tokens.mine();
        var askedHousehold = families.household(token, id);
        var askedOutcomes = families.outcomes(token, id);
        var household = askedHousehold.part();
        var known = askedOutcomes.part();
        model.addAttribute(
                FORM,
                new FormPage(
                        "Record what changed for a child",
                        household.value() == null ? null : household.value().title(),
                        null,
                        "/families/" + id + "/outcomes",
                        List.of(
                                Field.radios("childId", "Which child?", typed, children(household.value())),
                                Field.radios("kindCode", "What changed?", typed, KINDS),
                                Field.date("happenedOn", "On which day?", typed),
                                Field.select(
                                                "correctsOutcomeId",
                                                "Does it put an earlier record right?",
                                                typed,
                                                known.value() == null
                                                        ? List.of()
                                                        : standing(known.value().outcomes(), household.value()))
                                        .hinted("Leave it as it is if this is new"),
                                Field.area("note", "Note", typed)),
                        "Record it",
                        "/families/" + id));
        model.addAttribute("parts", List.of(household, known));
        model.addAttribute("problems", problems);
        return FORM;
    }

    private static List<Option> children(@Nullable Household household) {
        return household == null
                ? List.of()
                : household.children().stream()
                        .map(child -> new Option(child.personId().toString(), child.name()))
                        .toList();
    }

    private List<Option> standing(List<Outcome> outcomes, @Nullable Household household) {
        return outcomes.stream()
                .filter(Outcome::standing)
                .map(one -> new Option(
                        one.outcomeId().toString(),
                        "%s: %s on %s"
                                .formatted(
                                        household == null ? "A child" : household.nameOf(one.childId()),
                                        one.kindText(),
                                        words.day(one.happenedOn()))))
                .toList();
    }

    @PostMapping("/families/{id}/outcomes")
    String record(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var day = typed.date("happenedOn");
        if (typed.hasDate("happenedOn") && day == null) {
            return acts.again(
                    response,
                    Problems.one("happenedOn", "Give day, month and year as numbers of a real day"),
                    problems -> show(id, typed, problems, model));
        }
        var outcome = new LinkedHashMap<String, Object>();
        outcome.put("familyId", id);
        for (String field : List.of("childId", "kindCode", "correctsOutcomeId", "note")) {
            String said = typed.said(field);
            if (said != null) {
                outcome.put(field, said);
            }
        }
        if (day != null) {
            outcome.put("happenedOn", day);
        }
        return acts.tried(
                response,
                () -> outcomes.record(tokens.mine(), outcome),
                recorded -> {
                    flash.addFlashAttribute("done", "Recorded.");
                    return "/families/" + id;
                },
                problems -> show(id, typed, problems, model));
    }

    @GetMapping("/outcomes/file")
    String openFile(Model model) {
        return showFile(null, model);
    }

    private static String showFile(@Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Send a file of outcomes",
                        null,
                        "One outcome a row, under the heading familyId,childId,kindCode,happenedOn and, where wanted,"
                                + " correctsOutcomeId,withdrawn,note. Good rows are taken and bad rows are named.",
                        "/outcomes/file",
                        List.of(Field.file("file", "The file").hinted("CSV with a heading row, at most 5 MB")),
                        "Send the file",
                        "/work"));
        model.addAttribute("problems", problems);
        return FORM;
    }

    @PostMapping("/outcomes/file")
    String sendFile(@RequestParam MultipartFile file, HttpServletResponse response, Model model) throws IOException {
        if (file.isEmpty()) {
            response.setStatus(422);
            return showFile(Problems.one("file", "Choose a file"), model);
        }
        try {
            model.addAttribute(
                    "taken", outcomes.file(tokens.mine(), file.getBytes()).answer());
            return "outcomes-taken";
        } catch (SaidNo no) {
            if (no.status() == 401) {
                throw no;
            }
            response.setStatus(no.status());
            return showFile(Problems.of(no.said()), model);
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return showFile(Problems.away(away.missing(), words), model);
        }
    }
}
