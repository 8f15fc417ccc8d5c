package org.kith.gateway.teams.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.families.Families;
import org.kith.gateway.families.KeptWords;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.teams.Teams;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Placing a family with a team, naming its lead, moving it and closing the work: a page each. */
@Controller
class PlaceController {

    private static final String FORM = "form";

    private static final List<Option> TRANSFER_REASONS = List.of(
            new Option("MOVED", "The family has moved"),
            new Option("CONFLICT_OF_INTEREST", "Somebody in the team is close to the family"),
            new Option("CAPACITY", "The team has no room"),
            new Option("CONTINUITY", "A worker whom the family knows is in the other team"),
            new Option("OTHER", "Another reason"));

    private static final List<Option> CLOSE_REASONS = List.of(
            new Option("NEEDS_MET", "The family no longer needs this help"),
            new Option("STEPPED_DOWN", "Other help goes on"),
            new Option("MOVED_AWAY", "The family has moved away"),
            new Option("OTHER", "Another reason"));

    private static final List<Option> LET_GO_REASONS = List.of(
            new Option("MOVED_AWAY", "The family has moved away"),
            new Option("PASSED_TO_ANOTHER_COUNCIL", "Another council has taken over"),
            new Option("CANNOT_BE_FOUND", "The family cannot be found"),
            new Option("OTHER", "Another reason"));

    private static final String NOTE = "note";
    private static final String REASON = "reason";

    private final Families families;
    private final KeptWords keptWords;
    private final Teams teams;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;
    private final Words words;

    PlaceController(
            Families families, KeptWords keptWords, Teams teams, Names names, Tokens tokens, Acts acts, Words words) {
        this.families = families;
        this.keptWords = keptWords;
        this.teams = teams;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping("/families/{id}/place")
    String place(@PathVariable UUID id, Model model) {
        return showPlace(id, Typed.nothing(), null, model);
    }

    private String showPlace(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var all = teams.all(tokens.mine()).part();
        return show(
                id,
                "Place the family with a team",
                "place",
                List.of(
                        Field.select(
                                "teamCode", "Team", typed, TeamNames.of(all).choices()),
                        Field.area(REASON, "Why this team?", typed).hinted("It is kept with the family")),
                "Place the family",
                problems,
                List.of(all),
                model);
    }

    @PostMapping("/families/{id}/place")
    String place(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return act(
                id,
                "place",
                typed.saidOf("teamCode", REASON),
                "/allocation",
                "The family has a team.",
                response,
                flash,
                problems -> showPlace(id, typed, problems, model));
    }

    @GetMapping("/families/{id}/lead")
    String lead(@PathVariable UUID id, Model model) {
        return showLead(id, Typed.nothing(), null, model);
    }

    private String showLead(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var token = tokens.mine();
        var place = families.place(token, id).answer();
        if (place.teamCode() == null) {
            return show(
                    id,
                    "Name the lead practitioner",
                    "lead",
                    List.of(),
                    "Name the lead",
                    Problems.one("", "No team has this family, so nobody can lead yet"),
                    List.of(),
                    model);
        }
        var board = teams.board(token, place.teamCode(), 0, 1).part();
        var choices = board.value() == null
                ? List.<Option>of()
                : board.value().workers().stream()
                        .map(worker -> new Option(
                                worker.workerId().toString(),
                                worker.name(),
                                words.code(worker.role()) + ", " + worker.load()
                                        + (worker.awayText() == null ? "" : ". " + worker.awayText())))
                        .distinct()
                        .toList();
        return show(
                id,
                "Name the lead practitioner",
                "lead",
                List.of(Field.radios("workerId", "Who leads?", typed, choices)),
                "Name the lead",
                problems,
                List.of(board),
                model);
    }

    @PostMapping("/families/{id}/lead")
    String lead(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return act(
                id,
                "lead",
                typed.saidOf("workerId"),
                "/families/" + id,
                "The lead practitioner is named.",
                response,
                flash,
                problems -> showLead(id, typed, problems, model));
    }

    @GetMapping("/families/{id}/transfer")
    String transfer(@PathVariable UUID id, Model model) {
        return showTransfer(id, Typed.nothing(), null, model);
    }

    private String showTransfer(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var all = teams.all(tokens.mine()).part();
        return show(
                id,
                "Move the family to another team",
                "transfer",
                List.of(
                        Field.select(
                                "teamCode",
                                "Which team?",
                                typed,
                                TeamNames.of(all).choices()),
                        Field.radios("reasonCode", "Why?", typed, TRANSFER_REASONS),
                        Field.area(NOTE, "What the other team should know", typed)),
                "Move the family",
                problems,
                List.of(all),
                model);
    }

    @PostMapping("/families/{id}/transfer")
    String transfer(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return act(
                id,
                "transfer",
                typed.saidOf("teamCode", "reasonCode", NOTE),
                "/work",
                "The family has moved to the other team.",
                response,
                flash,
                problems -> showTransfer(id, typed, problems, model));
    }

    @GetMapping("/families/{id}/let-go")
    String letGo(@PathVariable UUID id, Model model) {
        return showLetGo(id, Typed.nothing(), null, model);
    }

    private String showLetGo(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        return show(
                id,
                "Let the family go",
                "let-go",
                List.of(
                        Field.radios("reasonCode", "Why will no team have it?", typed, LET_GO_REASONS),
                        Field.area(NOTE, "What you know, and who was told", typed)
                                .hinted("It is kept with the family. Nobody works with it afterwards")),
                "Let the family go",
                problems,
                List.of(),
                model);
    }

    @PostMapping("/families/{id}/let-go")
    String letGo(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return act(
                id,
                "let-go",
                typed.saidOf("reasonCode", NOTE),
                "/work",
                "The family no longer waits for a team.",
                response,
                flash,
                problems -> showLetGo(id, typed, problems, model));
    }

    @GetMapping("/families/{id}/close")
    String close(@PathVariable UUID id, Model model) {
        return showClose(id, Typed.nothing(), null, model);
    }

    private String showClose(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        return show(
                id,
                "Close the work with the family",
                "close",
                List.of(
                        Field.radios("reasonCode", "Why?", typed, CLOSE_REASONS),
                        Field.area(NOTE, "In a sentence", typed)),
                "Close the work",
                problems,
                List.of(),
                model);
    }

    @PostMapping("/families/{id}/close")
    String close(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return act(
                id,
                "close",
                typed.saidOf("reasonCode", NOTE),
                "/work",
                "The work with the family is closed.",
                response,
                flash,
                problems -> showClose(id, typed, problems, model));
    }

    private String act(
            UUID id,
            String act,
            Map<String, Object> form,
            String then,
            String done,
            HttpServletResponse response,
            RedirectAttributes flash,
            Function<Problems, String> again) {
        return acts.told(
                response,
                flash,
                () -> {
                    keptWords.holdNoAddress(tokens.mine(), id, form, NOTE, REASON);
                    return families.act(tokens.mine(), id, act, form);
                },
                then,
                done,
                again);
    }

    private String show(
            UUID id,
            String title,
            String act,
            List<Field> fields,
            String button,
            @Nullable Problems problems,
            List<Part<?>> parts,
            Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        title,
                        names.ofFamilies(tokens.mine(), List.of(id)).or(id, "This family"),
                        null,
                        "/families/" + id + "/" + act,
                        fields,
                        button,
                        "/families/" + id));
        model.addAttribute("parts", parts);
        model.addAttribute("problems", problems);
        return FORM;
    }
}
