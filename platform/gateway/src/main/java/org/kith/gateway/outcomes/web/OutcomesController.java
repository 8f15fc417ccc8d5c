package org.kith.gateway.outcomes.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.families.Families;
import org.kith.gateway.families.Families.Household;
import org.kith.gateway.families.Families.Outcome;
import org.kith.gateway.families.Families.Person;
import org.kith.gateway.families.KeptWords;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.kith.gateway.outcomes.ChildOutcomes;
import org.kith.gateway.outcomes.ChildOutcomes.Recorded;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Problems.Item;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What changed for a family's children: the list, a new one, and putting an earlier one right. */
@Controller
class OutcomesController {

    private static final String FORM = "form";
    private static final String ONE = "/outcomes/new";
    private static final String FAMILY = "familyId";
    private static final String CHILD = "childId";
    private static final String KIND = "kindCode";
    private static final String DAY = "happenedOn";
    private static final String NOTE = "note";
    private static final String PLAN_BEGINS = "PROTECTION_PLAN_START";

    private static final List<Option> KINDS = List.of(
            new Option("CARE_ENTRY", "Came into care"),
            new Option("CARE_EXIT", "Left care"),
            new Option(PLAN_BEGINS, "Child protection plan started"),
            new Option("PROTECTION_PLAN_END", "Child protection plan ended"),
            new Option("PROCEEDINGS_ISSUED", "Care proceedings issued"),
            new Option("PROCEEDINGS_CONCLUDED", "Care proceedings concluded"));

    private final Families families;
    private final KeptWords keptWords;
    private final ChildOutcomes outcomes;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;
    private final Words words;

    OutcomesController(
            Families families,
            KeptWords keptWords,
            ChildOutcomes outcomes,
            Names names,
            Tokens tokens,
            Acts acts,
            Words words) {
        this.families = families;
        this.keptWords = keptWords;
        this.outcomes = outcomes;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping("/families/{id}/outcomes")
    String list(@PathVariable UUID id, Model model) {
        var token = tokens.mine();
        var askedHousehold = families.household(token, id);
        var askedOutcomes = families.outcomes(token, id);
        var household = askedHousehold.part();
        if (household.refused() != null) {
            throw new SaidNo(household.refused());
        }
        var known = askedOutcomes.part();
        model.addAttribute("id", id);
        model.addAttribute("household", household);
        model.addAttribute("outcomes", known);
        model.addAttribute(
                "people",
                names.ofWorkers(
                        token,
                        known.value() == null
                                ? Stream.empty()
                                : known.value().outcomes().stream().map(one -> uuid(one.recordedBy()))));
        return "outcomes";
    }

    private static @Nullable UUID uuid(String account) {
        try {
            return UUID.fromString(account);
        } catch (IllegalArgumentException notAWorker) {
            return null;
        }
    }

    /** For analysts, who see no family: they have its record number and the child's from a file. */
    @GetMapping(ONE)
    String openOne(Model model) {
        return showOne(Typed.nothing(), null, model);
    }

    @PostMapping(ONE)
    String recordOne(HttpServletRequest request, HttpServletResponse response, RedirectAttributes flash, Model model) {
        var typed = Typed.in(request);
        Function<Problems, String> again = problems -> showOne(typed, problems, model);
        var wrong = wrong(typed);
        var family = uuid(typed.text(FAMILY).strip());
        if (uuid(typed.text(CHILD).strip()) == null) {
            wrong.addFirst(Problems.about(CHILD, "Give the child's record number, as files have it"));
        }
        if (family == null) {
            wrong.addFirst(Problems.about(FAMILY, "Give the family's record number, as files have it"));
        }
        if (family == null || !wrong.isEmpty()) {
            return acts.again(response, new Problems(wrong), again);
        }
        return acts.told(response, flash, () -> said(family, told(family, typed)), ONE, "It is recorded.", again);
    }

    private static String showOne(Typed typed, @Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Record one outcome",
                        null,
                        "For whoever sees no family's page: record numbers are those of the files you send and get.",
                        ONE,
                        List.of(
                                Field.text(FAMILY, "Record number of the family", typed),
                                Field.text(CHILD, "Record number of the child", typed),
                                Field.radios(KIND, "What happened?", typed, KINDS),
                                Field.date(DAY, "On which day?", typed),
                                Field.area(NOTE, "Note", typed).hinted("If it helps whoever reads it later")),
                        "Record it",
                        "/figures"));
        model.addAttribute("problems", problems);
        return FORM;
    }

    @GetMapping("/families/{id}/outcomes/new")
    String open(@PathVariable UUID id, Model model) {
        return showNew(id, Typed.nothing(), null, model);
    }

    @PostMapping("/families/{id}/outcomes/new")
    String record(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        Function<Problems, String> again = problems -> showNew(id, typed, problems, model);
        var wrong = wrong(typed);
        if (typed.said(CHILD) == null) {
            wrong.addFirst(Problems.about(CHILD, "Choose the child"));
        }
        if (wrong.isEmpty()) {
            wrong.addAll(beforeBirth(id, typed));
        }
        return wrong.isEmpty()
                ? say(id, told(id, typed), "It is recorded.", response, flash, again)
                : acts.again(response, new Problems(wrong), again);
    }

    private String showNew(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var household = families.household(tokens.mine(), id).part();
        if (household.refused() != null) {
            throw new SaidNo(household.refused());
        }
        var children = household.value() == null
                ? List.<Option>of()
                : household.value().children().stream()
                        .map(child -> new Option(child.personId().toString(), child.name(), born(child)))
                        .toList();
        return show(
                id,
                "Record what changed for a child",
                household.value() == null ? null : household.value().title(),
                null,
                "new",
                List.of(
                        Field.radios(CHILD, "Which child?", typed, children),
                        Field.radios(KIND, "What happened?", typed, KINDS),
                        Field.date(DAY, "On which day?", typed),
                        Field.area(NOTE, "Note", typed).hinted("If it helps whoever reads it later")),
                "Record it",
                List.of(household),
                problems,
                model);
    }

    private @Nullable String born(Person child) {
        return child.dateOfBirth() == null ? null : "Born on " + words.day(child.dateOfBirth());
    }

    @GetMapping("/families/{id}/outcomes/{outcomeId}/correct")
    String openCorrection(@PathVariable UUID id, @PathVariable UUID outcomeId, Model model) {
        var found = found(id, outcomeId);
        return showCorrection(
                id,
                outcomeId,
                found.says(),
                List.of(
                        Field.hidden(CHILD, found.outcome().childId().toString()),
                        new Field(
                                "radios",
                                KIND,
                                "What happened?",
                                null,
                                found.outcome().kindCode(),
                                KINDS),
                        day(found.outcome().happenedOn()),
                        Field.area(NOTE, "Why is it corrected?", Typed.nothing())),
                null,
                model);
    }

    private static Field day(LocalDate day) {
        return new Field(
                "date",
                DAY,
                "On which day?",
                null,
                "%d/%d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()),
                List.of());
    }

    @PostMapping("/families/{id}/outcomes/{outcomeId}/correct")
    String correct(
            @PathVariable UUID id,
            @PathVariable UUID outcomeId,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        Function<Problems, String> again = problems -> showCorrection(
                id,
                outcomeId,
                null,
                List.of(
                        Field.hidden(CHILD, typed.text(CHILD)),
                        Field.radios(KIND, "What happened?", typed, KINDS),
                        Field.date(DAY, "On which day?", typed),
                        Field.area(NOTE, "Why is it corrected?", typed)),
                problems,
                model);
        var wrong = wrong(typed);
        if (wrong.isEmpty()) {
            wrong.addAll(beforeBirth(id, typed));
        }
        if (!wrong.isEmpty()) {
            return acts.again(response, new Problems(wrong), again);
        }
        var told = told(id, typed);
        told.put("correctsOutcomeId", outcomeId);
        return say(id, told, "It is corrected; the earlier record is kept.", response, flash, again);
    }

    private String showCorrection(
            UUID id,
            UUID outcomeId,
            @Nullable String says,
            List<Field> fields,
            @Nullable Problems problems,
            Model model) {
        return show(
                id,
                "Correct what was recorded",
                title(id),
                says,
                outcomeId + "/correct",
                fields,
                "Correct it",
                List.of(),
                problems,
                model);
    }

    @GetMapping("/families/{id}/outcomes/{outcomeId}/withdraw")
    String openWithdrawal(@PathVariable UUID id, @PathVariable UUID outcomeId, Model model) {
        var found = found(id, outcomeId);
        return showWithdrawal(
                id, outcomeId, found.says(), found.outcome().childId().toString(), Typed.nothing(), null, model);
    }

    @PostMapping("/families/{id}/outcomes/{outcomeId}/withdraw")
    String withdraw(
            @PathVariable UUID id,
            @PathVariable UUID outcomeId,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var told = told(id, typed);
        told.put("correctsOutcomeId", outcomeId);
        told.put("withdrawn", true);
        return say(
                id,
                told,
                "It is withdrawn; the earlier record is kept.",
                response,
                flash,
                problems -> showWithdrawal(id, outcomeId, null, typed.text(CHILD), typed, problems, model));
    }

    private String showWithdrawal(
            UUID id,
            UUID outcomeId,
            @Nullable String says,
            String childId,
            Typed typed,
            @Nullable Problems problems,
            Model model) {
        return show(
                id,
                "Withdraw what was recorded",
                title(id),
                says == null ? "Withdraw it if it never happened." : says + " Withdraw it if it never happened.",
                outcomeId + "/withdraw",
                List.of(Field.hidden(CHILD, childId), Field.area(NOTE, "How did it come to be recorded?", typed)),
                "Withdraw it",
                List.of(),
                problems,
                model);
    }

    private record Found(Outcome outcome, String says) {}

    /** The record that is put right, and what it says. */
    private Found found(UUID id, UUID outcomeId) {
        var token = tokens.mine();
        var askedHousehold = families.household(token, id);
        var outcome = families.outcomes(token, id).answer().outcomes().stream()
                .filter(one -> one.outcomeId().equals(outcomeId))
                .findFirst()
                .orElseThrow(() -> new SaidNo(new Said(404, "not-found", null, null, null)));
        return new Found(
                outcome,
                "%s: %s on %s."
                        .formatted(
                                child(askedHousehold.part(), outcome.childId()),
                                outcome.kindText(),
                                words.day(outcome.happenedOn())));
    }

    private static String child(Part<Household> household, UUID childId) {
        return household.value() == null ? "A child" : household.value().nameOf(childId);
    }

    private String title(UUID id) {
        return names.ofFamilies(tokens.mine(), List.of(id)).or(id, "This family");
    }

    /** What we can tell is missing before the service is asked, so that it comes back with the rest. */
    private static List<Item> wrong(Typed typed) {
        var wrong = new ArrayList<Item>();
        if (typed.said(KIND) == null) {
            wrong.add(Problems.about(KIND, "Say what happened"));
        }
        if (typed.date(DAY) == null) {
            wrong.add(Problems.about(
                    DAY,
                    typed.hasDate(DAY)
                            ? "Give day, month and year as numbers of a real day, such as 30 4 2019"
                            : "Say on which day it happened"));
        }
        return wrong;
    }

    /**
     * The service knows no birthday; we do, unless referrals are away. A plan to protect a child may begin before the birth (Working
     * Together to Safeguard Children, pre-birth assessments), nothing else does.
     */
    private List<Item> beforeBirth(UUID id, Typed typed) {
        var day = typed.date(DAY);
        var household = families.household(tokens.mine(), id).part().value();
        if (day == null || household == null || PLAN_BEGINS.equals(typed.said(KIND))) {
            return List.of();
        }
        return household.children().stream()
                .filter(child -> child.personId().toString().equals(typed.said(CHILD)))
                .filter(child -> child.dateOfBirth() != null && day.isBefore(child.dateOfBirth()))
                .map(child -> Problems.about(
                        DAY,
                        "%s was born on %s: nothing but a plan can begin before that"
                                .formatted(child.givenName(), words.day(child.dateOfBirth()))))
                .toList();
    }

    private static Map<String, Object> told(UUID id, Typed typed) {
        var told = new LinkedHashMap<String, Object>();
        told.put("familyId", id);
        for (String field : List.of(CHILD, KIND, NOTE)) {
            String said = typed.said(field);
            if (said != null) {
                told.put(field, said);
            }
        }
        var day = typed.date(DAY);
        if (day != null) {
            told.put(DAY, day);
        }
        return told;
    }

    private Asked<Recorded> said(UUID id, Map<String, Object> told) {
        keptWords.holdNoAddress(tokens.mine(), id, told, NOTE);
        return outcomes.say(tokens.mine(), told);
    }

    private String say(
            UUID id,
            Map<String, Object> told,
            String done,
            HttpServletResponse response,
            RedirectAttributes flash,
            Function<Problems, String> again) {
        return acts.told(response, flash, () -> said(id, told), "/families/" + id + "/outcomes", done, again);
    }

    private static String show(
            UUID id,
            String title,
            @Nullable String about,
            @Nullable String says,
            String act,
            List<Field> fields,
            String button,
            List<Part<?>> parts,
            @Nullable Problems problems,
            Model model) {
        String path = "/families/" + id + "/outcomes";
        model.addAttribute(FORM, new FormPage(title, about, says, path + "/" + act, fields, button, path));
        model.addAttribute("parts", parts);
        model.addAttribute("problems", problems);
        return FORM;
    }
}
