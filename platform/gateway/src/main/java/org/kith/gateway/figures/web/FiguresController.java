package org.kith.gateway.figures.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.figures.CountyFigures;
import org.kith.gateway.figures.CountyFigures.Aim;
import org.kith.gateway.figures.CountyFigures.Answer;
import org.kith.gateway.figures.CountyFigures.Definition;
import org.kith.gateway.figures.CountyFigures.Fact;
import org.kith.gateway.figures.CountyFigures.Scope;
import org.kith.gateway.figures.CountyFigures.Wanted;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.signin.Tokens;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The council's figures, what they mean, the facts behind each, and the same as a file. */
@Controller
class FiguresController {

    private static final int NOT_TAKEN = 422;
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final Scope COUNTY = new Scope("COUNTY", "The county");

    private final CountyFigures figures;
    private final Names names;
    private final Tokens tokens;

    FiguresController(CountyFigures figures, Names names, Tokens tokens) {
        this.figures = figures;
        this.names = names;
        this.tokens = tokens;
    }

    @GetMapping("/figures")
    String figures(
            @RequestParam(required = false) @Nullable Integer year,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var token = tokens.mine();
        var form = FigureForm.of(Typed.in(request));
        var askedScopes = figures.scopes(token);
        var askedDefinitions = figures.definitions(token);
        var askedPublished = figures.published(token, year);
        var askedAims = form.problems().any() ? null : figures.aims(token, form.wanted());
        Part<Answer> answer = form.problems().any()
                ? new Part<>(null, null, null)
                : figures.of(token, form.wanted()).part();
        var problems = problems(form, answer);
        if (problems.any()) {
            response.setStatus(NOT_TAKEN);
        } else {
            answer.orThrow();
        }
        var definitions = askedDefinitions.part();
        var published = askedPublished.part();
        var shown = answer.value() == null ? form.wanted() : answer.value().again();
        model.addAttribute(
                "leftOut",
                answer.value() != null && answer.value().measures().stream().anyMatch(one -> one.value() == null));
        model.addAttribute("figures", answer);
        model.addAttribute("asThen", form.wanted().knownAt() != null);
        model.addAttribute("query", FigureForm.query(shown));
        model.addAttribute(
                "plot",
                Plot.of(answer.value() == null ? List.of() : answer.value().measures()));
        model.addAttribute(
                "rows",
                answer.value() == null || askedAims == null
                        ? List.of()
                        : FigureRow.of(answer.value(), definitions, published, askedAims.part()));
        model.addAttribute(
                "attribution",
                Arrays.stream(definitions.or(new Definition[0]))
                        .map(Definition::attribution)
                        .distinct()
                        .toList());
        model.addAttribute("definitions", definitions);
        model.addAttribute("published", published);
        model.addAttribute("publishedLines", FigureRow.PublishedLine.all(published));
        model.addAttribute("fields", form.fields(shown, options(askedScopes.part(), shown)));
        model.addAttribute("problems", problems);
        return "figures";
    }

    /** What we or the service did not take of the question; a refusal for want of a right is thrown. */
    private static Problems problems(FigureForm form, Part<Answer> answer) {
        var refused = answer.refused();
        if (refused == null) {
            return form.problems();
        }
        if (refused.status() != NOT_TAKEN && refused.status() != 400) {
            throw new SaidNo(refused);
        }
        return onThePage(refused);
    }

    private static Problems onThePage(Said refused) {
        var problems = Problems.of(refused);
        boolean aboutTheMoment = "known-at-in-the-future".equals(refused.code());
        return new Problems(problems.items().stream()
                .map(item -> aboutTheMoment || item.field().equals("knownAt")
                        ? Problems.about("knownOn", item.message())
                        : item)
                .toList());
    }

    private static List<Option> options(Part<Scope[]> part, Wanted shown) {
        var scopes = part.value() == null || part.value().length == 0 ? new Scope[] {COUNTY} : part.value();
        var options = Arrays.stream(scopes)
                .map(scope -> new Option(scope.scopeCode(), scope.text()))
                .toList();
        if (shown.scope() == null
                || options.stream().anyMatch(one -> one.value().equals(shown.scope()))) {
            return options;
        }
        return Stream.concat(options.stream(), Stream.of(new Option(shown.scope(), shown.scope())))
                .toList();
    }

    @GetMapping("/figures/{measureCode}/facts")
    String facts(
            @PathVariable String measureCode,
            @RequestParam(defaultValue = "0") int offset,
            HttpServletRequest request,
            Model model) {
        var token = tokens.mine();
        var wanted = sound(request);
        var askedDefinitions = figures.definitions(token);
        var facts = figures.facts(token, measureCode, wanted, Math.max(0, offset), Listing.ROWS)
                .answer();
        var again = new Wanted(wanted.from(), wanted.to(), facts.scopeCode(), facts.knownAt());
        model.addAttribute("facts", facts);
        model.addAttribute("wanted", again);
        model.addAttribute(
                "scope",
                facts.scopeCode().equals(COUNTY.scopeCode())
                        ? "the county"
                        : names.ofTeams(token).or(facts.scopeCode(), "team " + facts.scopeCode()));
        model.addAttribute("definition", definition(askedDefinitions.part(), measureCode));
        model.addAttribute(
                "titles",
                names.ofFamilies(
                        token,
                        facts.items().stream()
                                .map(Fact::familyId)
                                .filter(Objects::nonNull)
                                .toList()));
        model.addAttribute("query", FigureForm.query(again));
        model.addAttribute("list", Listing.of(offset, facts.total()));
        return "figure-facts";
    }

    @GetMapping("/figures/{measureCode}/months")
    String months(@PathVariable String measureCode, HttpServletRequest request, Model model) {
        var token = tokens.mine();
        var wanted = sound(request);
        var askedDefinitions = figures.definitions(token);
        var answer = figures.byDay(token, wanted).answer();
        var askedAims = figures.aimsByMonth(token, answer.again());
        var before = figures.byDay(token, Months.aYearBefore(answer.again())).answer();
        var aims = askedAims.part();
        var aim = Arrays.stream(aims.or(new Aim[0]))
                .filter(one -> one.measureCode().equals(measureCode))
                .findFirst()
                .orElse(null);
        var months = Months.of(measureCode, answer, before).towards(aim);
        model.addAttribute("aims", aims);
        model.addAttribute("aim", FigureRow.AimLine.of(months.atTheEnd(), aim));
        model.addAttribute("measureCode", measureCode);
        model.addAttribute("figures", answer);
        model.addAttribute("months", months);
        model.addAttribute("plot", Plot.ofMonths(months));
        model.addAttribute("definition", definition(askedDefinitions.part(), measureCode));
        model.addAttribute("query", FigureForm.query(answer.again()));
        return "figure-months";
    }

    private static @Nullable Definition definition(Part<Definition[]> definitions, String measureCode) {
        return Arrays.stream(definitions.or(new Definition[0]))
                .filter(one -> one.measureCode().equals(measureCode))
                .findFirst()
                .orElse(null);
    }

    @GetMapping({"/figures.csv", "/figures/file"})
    ResponseEntity<byte[]> file(HttpServletRequest request) {
        var wanted = sound(request);
        var file = figures.file(tokens.mine(), wanted).answer();
        String name = wanted.from() == null || wanted.to() == null
                ? "kith-figures.csv"
                : "kith-figures-%s-%s.csv".formatted(wanted.from(), wanted.to());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(file);
    }

    /** The question of a link, which nobody types. */
    private static Wanted sound(HttpServletRequest request) {
        var form = FigureForm.of(Typed.in(request));
        if (form.problems().any()) {
            throw new SaidNo(new Said(NOT_TAKEN, "not-a-link", "The link names no real days", null, null));
        }
        return form.wanted();
    }
}
