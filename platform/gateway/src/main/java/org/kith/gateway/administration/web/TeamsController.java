package org.kith.gateway.administration.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.administration.Staff;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.teams.Teams;
import org.kith.gateway.teams.Teams.Team;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Teams: made, changed and closed from a day. */
@Controller
class TeamsController {

    private static final String TEAMS = "/administration/teams";
    private static final String FORM = "form";
    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String ROOM = "capacityPoints";
    private static final String DISTRICT = "districtCode";
    private static final String LIVE = "liveFrom";
    private static final String CLOSED = "closedFrom";
    private static final String FROM = "effectiveFrom";

    private final Staff staff;
    private final Teams teams;
    private final Tokens tokens;
    private final Acts acts;
    private final Words words;

    TeamsController(Staff staff, Teams teams, Tokens tokens, Acts acts, Words words) {
        this.staff = staff;
        this.teams = teams;
        this.tokens = tokens;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping(TEAMS)
    String all(Model model) {
        model.addAttribute("teams", teams.all(tokens.mine()).part());
        return "administration-teams";
    }

    @GetMapping("/administration/teams/new")
    String askForNew(Model model) {
        return showNew(Typed.nothing(), null, model);
    }

    private String showNew(Typed typed, @Nullable Problems problems, Model model) {
        return show(
                new FormPage(
                        "A new team",
                        null,
                        "It is on paper at once and takes families from its first day on. Areas are given to it by the operator.",
                        "/administration/teams/new",
                        List.of(
                                Field.text(CODE, "Code for ever", typed)
                                        .hinted("Capital letters and digits, such as T26"),
                                Field.text(NAME, "Name", typed),
                                Field.text(DISTRICT, "District", typed)
                                        .hinted("The district's ONS code, such as E07000117"),
                                Field.text(ROOM, "Room for how many families?", typed),
                                Field.date(LIVE, "First day with families? Leave it empty if it is not known", typed)),
                        "Make the team",
                        TEAMS),
                problems,
                model);
    }

    @PostMapping("/administration/teams/new")
    String make(HttpServletRequest request, HttpServletResponse response, RedirectAttributes flash, Model model) {
        var typed = Typed.in(request);
        return send(
                typed,
                response,
                List.of(CODE, NAME, DISTRICT),
                List.of(LIVE),
                said -> acts.tried(
                        response,
                        () -> staff.makeTeam(tokens.mine(), said),
                        team -> {
                            flash.addFlashAttribute("done", "Team " + team.name() + " is made.");
                            return TEAMS;
                        },
                        problems -> showNew(typed, problems, model)),
                problems -> showNew(typed, problems, model));
    }

    @GetMapping("/administration/teams/{code}")
    String askForChange(@PathVariable String code, Model model) {
        return showChange(found(code), Typed.nothing(), null, model);
    }

    private Team found(String code) {
        return Arrays.stream(teams.all(tokens.mine()).answer())
                .filter(team -> team.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new SaidNo(new Said(404, "not-found", null, null, null)));
    }

    private String showChange(Team team, Typed typed, @Nullable Problems problems, Model model) {
        return show(
                new FormPage(
                        "Change a team",
                        team.name() + " (" + team.code() + ")",
                        "What you leave empty stays as it is. It has room for %d families and holds %d."
                                .formatted(team.capacityPoints(), team.held()),
                        "/administration/teams/" + team.code(),
                        List.of(
                                Field.text(NAME, "New name", typed),
                                Field.text(ROOM, "Room for how many families?", typed),
                                Field.date(LIVE, "First day with families", typed),
                                Field.date(CLOSED, "First day without families: the team closes then", typed),
                                Field.date(
                                        FROM, "From which day does the change count? Leave it empty for today", typed)),
                        "Keep it",
                        TEAMS),
                problems,
                model);
    }

    @PostMapping("/administration/teams/{code}")
    String change(
            @PathVariable String code,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        Function<Problems, String> again = problems -> showChange(found(code), typed, problems, model);
        return send(
                typed,
                response,
                List.of(NAME),
                List.of(LIVE, CLOSED, FROM),
                said -> acts.tried(
                        response,
                        () -> staff.changeTeam(tokens.mine(), code, said),
                        team -> {
                            var from = typed.date(FROM);
                            flash.addFlashAttribute(
                                    "done",
                                    "Team " + code + " is changed"
                                            + (from == null ? "." : " from " + words.day(from) + "."));
                            return TEAMS;
                        },
                        again),
                again);
    }

    /** Reads what a form said into what the service takes; numbers and days that are none are said at once. */
    private String send(
            Typed typed,
            HttpServletResponse response,
            List<String> texts,
            List<String> days,
            Function<Map<String, Object>, String> go,
            Function<Problems, String> again) {
        var said = new LinkedHashMap<String, Object>();
        var wrong = new ArrayList<Problems.Item>();
        for (var field : texts) {
            var text = typed.said(field);
            if (text != null) {
                said.put(field, text);
            }
        }
        var room = typed.said(ROOM);
        if (room != null && room.matches("[0-9]{1,6}")) {
            said.put(ROOM, Integer.parseInt(room));
        } else if (room != null) {
            wrong.add(Problems.about(ROOM, "Give a number, such as 280"));
        }
        for (var field : days) {
            var day = typed.date(field);
            if (day != null) {
                said.put(field, day);
            } else if (typed.hasDate(field)) {
                wrong.add(Problems.about(field, "Give day, month and year as numbers of a real day"));
            }
        }
        return wrong.isEmpty() ? go.apply(said) : acts.again(response, new Problems(wrong), again);
    }

    private static String show(FormPage form, @Nullable Problems problems, Model model) {
        model.addAttribute(FORM, form);
        model.addAttribute("parts", List.of());
        model.addAttribute("problems", problems);
        return FORM;
    }
}
