package org.kith.gateway.teams.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.names.Names;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.teams.Absences;
import org.kith.gateway.teams.Absences.Absence;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When a worker is away: no family is proposed to them then, and their team has less room. */
@Controller
class AbsenceController {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String NO_DAY = "Give day, month and year as numbers of a real day, such as 30 4 2019";
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private final Absences absences;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;
    private final Clock clock;

    AbsenceController(Absences absences, Names names, Tokens tokens, Acts acts, Clock clock) {
        this.absences = absences;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping("/workers/{id}/absences")
    String absences(@PathVariable UUID id, Model model) {
        return show(id, Typed.nothing(), null, model);
    }

    private String show(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var token = tokens.mine();
        var asked = absences.of(token, id);
        var called = names.ofWorkers(token, Stream.of(id));
        var today = LocalDate.ofInstant(clock.instant(), ENGLAND);
        var lines = Arrays.stream(asked.answer())
                .map(one -> new Line(one, one.over(today), !one.over(today)))
                .toList();
        model.addAttribute("id", id);
        model.addAttribute("name", called.or(id, "A worker"));
        model.addAttribute("lines", lines);
        model.addAttribute(
                "fields",
                List.of(
                        Field.date(FROM, "First day away", typed),
                        Field.date(TO, "Last day away", typed).hinted("Leave it empty while nobody knows")));
        model.addAttribute("problems", problems);
        return "absences";
    }

    @PostMapping("/workers/{id}/absences")
    String away(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        Function<Problems, String> again = problems -> show(id, typed, problems, model);
        var wrong = new ArrayList<Problems.Item>();
        for (String day : List.of(FROM, TO)) {
            if (typed.hasDate(day) && typed.date(day) == null) {
                wrong.add(Problems.about(day, NO_DAY));
            }
        }
        if (!typed.hasDate(FROM)) {
            wrong.add(Problems.about(FROM, "Give the first day away"));
        }
        if (!wrong.isEmpty()) {
            return acts.again(response, new Problems(wrong), again);
        }
        return acts.told(
                response,
                flash,
                () -> absences.away(tokens.mine(), id, typed.date(FROM), typed.date(TO)),
                "/workers/" + id + "/absences",
                "It is kept. No family is proposed to them while they are away.",
                again);
    }

    @PostMapping("/workers/{id}/absences/{absence}/back")
    String back(
            @PathVariable UUID id,
            @PathVariable UUID absence,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        return acts.told(
                response,
                flash,
                () -> absences.back(tokens.mine(), id, absence, null),
                "/workers/" + id + "/absences",
                "They are back from today on.",
                problems -> show(id, Typed.nothing(), problems, model));
    }

    /** One absence on the page. */
    record Line(Absence one, boolean over, boolean open) {}
}
