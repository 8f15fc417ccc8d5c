package org.kith.gateway.corrections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.corrections.Corrections;
import org.kith.gateway.corrections.Corrections.Change;
import org.kith.gateway.corrections.Corrections.Person;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Readers;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.presence.Presence;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form on which a person is corrected. Where somebody else corrected the same field meanwhile, it comes back with both values. */
@Controller
class CorrectionController {

    private static final String BORN = "dateOfBirth";
    private static final String FROM = "trueFrom";
    private static final String VERSION = "version";
    private static final String CLASH = "changed-meanwhile";

    private static final Map<String, String> LABELS = labels();

    private final Corrections corrections;
    private final Presence presence;
    private final Readers readers;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;
    private final Words words;

    CorrectionController(
            Corrections corrections,
            Presence presence,
            Readers readers,
            Names names,
            Tokens tokens,
            Acts acts,
            Words words) {
        this.corrections = corrections;
        this.presence = presence;
        this.readers = readers;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
        this.words = words;
    }

    private static Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        labels.put("givenName", "Given name");
        labels.put("familyName", "Family name");
        labels.put(BORN, "Date of birth");
        labels.put("telephone", "Telephone");
        labels.put("school", "School");
        return labels;
    }

    @GetMapping("/families/{family}/people/{id}")
    String open(@PathVariable UUID family, @PathVariable UUID id, HttpServletRequest request, Model model) {
        var person = corrections.person(tokens.mine(), family, id).answer();
        return show(family, person, fields(person, null), null, request, model);
    }

    @PostMapping("/families/{family}/people/{id}")
    String correct(
            @PathVariable UUID family,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var token = tokens.mine();
        var wrong = new ArrayList<Problems.Item>();
        var values = values(typed, request, wrong);
        var from = typed.date(FROM);
        if (from == null && typed.hasDate(FROM)) {
            wrong.add(Problems.about(FROM, "Give day, month and year as numbers of a real day"));
        }
        Function<Problems, String> again = problems -> {
            var person = corrections.person(token, family, id).answer();
            return show(family, person, fields(person, typed), problems, request, model);
        };
        if (!wrong.isEmpty()) {
            return acts.again(response, new Problems(wrong), again);
        }
        var version = typed.text(VERSION);
        try {
            corrections
                    .correct(
                            token,
                            family,
                            id,
                            version.matches("[0-9]{1,9}") ? Long.parseLong(version) : 0,
                            values,
                            from)
                    .answer();
            flash.addFlashAttribute("done", "It is corrected. What stood there before is kept.");
            return "redirect:/families/" + family;
        } catch (SaidNo no) {
            if (no.status() == HttpServletResponse.SC_UNAUTHORIZED || no.status() == HttpServletResponse.SC_NOT_FOUND) {
                throw no;
            }
            response.setStatus(no.status());
            return CLASH.equals(no.said().code())
                    ? merge(family, id, values, typed, request, model)
                    : again.apply(Problems.of(no.said()));
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return showTyped(family, id, typed, Problems.away(away.missing(), words), request, model);
        }
    }

    private static Map<String, @Nullable String> values(
            Typed typed, HttpServletRequest request, List<Problems.Item> wrong) {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (var field : LABELS.keySet()) {
            if (field.equals(BORN) && request.getParameter(BORN) == null) {
                if (request.getParameter(BORN + ".day") != null) {
                    var day = typed.date(BORN);
                    if (day == null && typed.hasDate(BORN)) {
                        wrong.add(Problems.about(BORN, "Give day, month and year as numbers of a real day"));
                    }
                    values.put(BORN, day == null ? null : day.toString());
                }
            } else if (request.getParameter(field) != null) {
                values.put(field, typed.said(field));
            }
        }
        return values;
    }

    /** Where both said something else, both values stand side by side; the rest is as it would be after both corrections. */
    private String merge(
            UUID family,
            UUID id,
            Map<String, @Nullable String> yours,
            Typed typed,
            HttpServletRequest request,
            Model model) {
        var token = tokens.mine();
        var person = corrections.person(token, family, id).answer();
        var people =
                names.ofWorkers(token, person.changes().stream().map(Change::by).map(CorrectionController::uuid));
        var fields = new ArrayList<Field>();
        fields.add(Field.hidden(VERSION, Long.toString(person.version())));
        yours.forEach((field, value) -> {
            var mine = value == null ? "" : value;
            var last = person.last(field);
            if (mine.equals(person.value(field)) || last == null) {
                fields.add(Field.hidden(field, mine));
            } else {
                fields.add(Field.radios(
                        field,
                        String.valueOf(LABELS.get(field)),
                        Typed.nothing(),
                        List.of(
                                new Option(
                                        person.value(field),
                                        shown(field, person.value(field)),
                                        "%s said so at %s"
                                                .formatted(
                                                        people.or(uuid(last.by()), "Somebody"),
                                                        words.time(last.recordedAt()))),
                                new Option(mine, shown(field, mine), "You said so"))));
            }
        });
        var from = typed.date(FROM);
        if (from != null) {
            fields.add(Field.hidden(FROM + ".day", Integer.toString(from.getDayOfMonth())));
            fields.add(Field.hidden(FROM + ".month", Integer.toString(from.getMonthValue())));
            fields.add(Field.hidden(FROM + ".year", Integer.toString(from.getYear())));
        }
        model.addAttribute(
                "says",
                "Somebody else corrected the same a moment ago. Nothing you typed is lost: choose which is right. What you chose and what stood there before are both kept.");
        return show(family, person, fields, null, request, model);
    }

    private String shown(String field, String value) {
        if (value.isEmpty()) {
            return "Nothing";
        }
        try {
            return field.equals(BORN) ? words.day(LocalDate.parse(value)) : value;
        } catch (DateTimeParseException asTyped) {
            return value;
        }
    }

    private static List<Field> fields(Person person, @Nullable Typed typed) {
        var fields = new ArrayList<Field>();
        fields.add(Field.hidden(VERSION, typed == null ? Long.toString(person.version()) : typed.text(VERSION)));
        LABELS.forEach((field, label) -> {
            if (person.hidden().contains(field) || field.equals(person.child() ? "telephone" : "school")) {
                return;
            }
            if (field.equals(BORN)) {
                fields.add(typed == null ? born(person.value(BORN), label) : Field.date(BORN, label, typed));
            } else {
                fields.add(
                        typed == null
                                ? new Field("text", field, label, null, person.value(field), List.of())
                                : Field.text(field, label, typed));
            }
        });
        fields.add(Field.date(
                FROM, "From which day is it true? Leave it empty for today", typed == null ? Typed.nothing() : typed));
        return fields;
    }

    private static Field born(String value, String label) {
        if (value.isEmpty()) {
            return Field.date(BORN, label, Typed.nothing());
        }
        var day = LocalDate.parse(value);
        return new Field(
                "date",
                BORN,
                label,
                null,
                "%d/%d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()),
                List.of());
    }

    /** While the front door is away the form stands as it was typed. */
    private String showTyped(
            UUID family, UUID id, Typed typed, Problems problems, HttpServletRequest request, Model model) {
        var values = new LinkedHashMap<String, String>();
        var child = request.getParameter("school") != null;
        return show(
                family,
                new Person(id, family, child ? "CHILD" : "ADULT", 0, values, List.of(), List.of()),
                fields(new Person(id, family, child ? "CHILD" : "ADULT", 0, values, List.of(), List.of()), typed),
                problems,
                request,
                model);
    }

    private String show(
            UUID family,
            Person person,
            List<Field> fields,
            @Nullable Problems problems,
            HttpServletRequest request,
            Model model) {
        String path = "/families/" + family + "/people/" + person.personId();
        var reader = readers.of(request);
        var says = model.getAttribute("says");
        model.addAttribute("presencePage", path);
        model.addAttribute("presence", reader == null ? "" : presence.shown(path, reader, request));
        model.addAttribute(
                "form",
                new FormPage(
                        says == null ? "Correct what is known" : "Choose what is right",
                        person.name().isBlank() ? null : person.name(),
                        says == null
                                ? "What you change is added with today's date; what stood there before is kept."
                                : says.toString(),
                        path,
                        fields,
                        "Keep it",
                        "/families/" + family));
        model.addAttribute("parts", List.of());
        model.addAttribute("problems", problems);
        return "form";
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAWorker) {
            return null;
        }
    }
}
