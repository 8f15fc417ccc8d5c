package org.kith.gateway.figures.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.figures.CountyFigures;
import org.kith.gateway.figures.CountyFigures.Aim;
import org.kith.gateway.figures.CountyFigures.Definition;
import org.kith.gateway.figures.CountyFigures.Wanted;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Baseline and target of one measure, for the county or one team. */
@Controller
class AimController {

    private static final String PAGE = "/figures/{measureCode}/aim";
    private static final String COUNTY = "COUNTY";
    private static final String[] POINTS = {"baseline", "target"};

    private final CountyFigures figures;
    private final Tokens tokens;
    private final Acts acts;

    AimController(CountyFigures figures, Tokens tokens, Acts acts) {
        this.figures = figures;
        this.tokens = tokens;
        this.acts = acts;
    }

    @GetMapping(PAGE)
    String ask(@PathVariable String measureCode, @RequestParam(defaultValue = COUNTY) String scope, Model model) {
        var now = Arrays.stream(figures.aims(tokens.mine(), new Wanted(null, null, scope, null))
                        .answer())
                .filter(aim -> aim.measureCode().equals(measureCode))
                .findFirst();
        return show(measureCode, scope, now.map(AimController::typed).orElseGet(Typed::nothing), null, model);
    }

    private static Typed typed(Aim aim) {
        var values = new HashMap<String, String>();
        point(values, "baseline", aim.baselineValue(), aim.baselineOn());
        point(values, "target", aim.targetValue(), aim.targetOn());
        values.put("source", aim.source());
        return Typed.of(values);
    }

    private static void point(Map<String, String> values, String which, @Nullable Long value, @Nullable LocalDate on) {
        if (value != null && on != null) {
            values.put(which + "Value", value.toString());
            values.put(which + "On.day", Integer.toString(on.getDayOfMonth()));
            values.put(which + "On.month", Integer.toString(on.getMonthValue()));
            values.put(which + "On.year", Integer.toString(on.getYear()));
        }
    }

    private String show(String measureCode, String scope, Typed typed, @Nullable Problems problems, Model model) {
        var token = tokens.mine();
        var askedScopes = figures.scopes(token);
        var measure = Arrays.stream(figures.definitions(token).answer())
                .filter(one -> one.measureCode().equals(measureCode))
                .findFirst()
                .orElseThrow(() -> new SaidNo(new Said(404, "not-found", null, null, null)));
        var where = Arrays.stream(askedScopes.answer())
                .filter(one -> one.scopeCode().equals(scope))
                .map(CountyFigures.Scope::text)
                .findFirst()
                .orElse(scope);
        model.addAttribute(
                "form",
                new FormPage(
                        "Baseline and target",
                        measure.text() + ", " + where,
                        says(measure),
                        "/figures/" + measureCode + "/aim?scope=" + scope,
                        List.of(
                                Field.text("baselineValue", "Where it stood", typed),
                                Field.date("baselineOn", "On which day", typed),
                                Field.text("targetValue", "Where it shall be", typed),
                                Field.date("targetOn", "By which day", typed),
                                Field.text("source", "Where these numbers come from", typed)
                                        .hinted(
                                                "Such as the plan and its page. To lift an aim, empty the rest and say why here")),
                        "Keep it",
                        "/figures"));
        model.addAttribute("problems", problems);
        return "form";
    }

    private static String says(Definition measure) {
        return measure.sort().equals("STOCK")
                ? "Both numbers are how many there are at the end of that day. What was kept before stays for questions about that time."
                : "Both numbers are how many there are in the twelve months up to that day. What was kept before stays for questions"
                        + " about that time.";
    }

    @PostMapping(PAGE)
    String set(
            @PathVariable String measureCode,
            @RequestParam(defaultValue = COUNTY) String scope,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var wrong = new ArrayList<Problems.Item>();
        var told = new HashMap<String, Object>();
        told.put("scopeCode", scope);
        told.putAll(typed.saidOf("source"));
        for (String point : POINTS) {
            tell(point, typed, told, wrong);
        }
        if (!wrong.isEmpty()) {
            if (typed.said("source") == null) {
                wrong.add(Problems.about("source", "Say where the numbers come from"));
            }
            return acts.again(
                    response, new Problems(wrong), problems -> show(measureCode, scope, typed, problems, model));
        }
        return acts.told(
                response,
                flash,
                () -> figures.aim(tokens.mine(), measureCode, told),
                "/figures" + (scope.equals(COUNTY) ? "" : "?scope=" + scope),
                "Baseline and target are kept.",
                problems -> show(measureCode, scope, typed, problems, model));
    }

    private static void tell(String point, Typed typed, Map<String, Object> told, List<Problems.Item> wrong) {
        var number = typed.said(point + "Value");
        if (number != null) {
            var digits = number.replace(",", "").replace(" ", "");
            if (digits.matches("[0-9]{1,8}")) {
                told.put(point + "Value", Long.valueOf(digits));
            } else {
                wrong.add(Problems.about(point + "Value", "Give a whole number, such as 1,700"));
            }
        }
        var day = typed.date(point + "On");
        if (day != null) {
            told.put(point + "On", day);
        } else if (typed.hasDate(point + "On")) {
            wrong.add(Problems.about(
                    point + "On", "Give day, month and year as numbers of a real day, such as 31 3 2027"));
        }
    }
}
