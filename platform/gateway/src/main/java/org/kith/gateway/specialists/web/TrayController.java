package org.kith.gateway.specialists.web;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.drafts.DraftDesk;
import org.kith.gateway.drafts.DraftForm;
import org.kith.gateway.drafts.DraftOnPage;
import org.kith.gateway.families.KeptWords;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.specialists.SpecialistRequests;
import org.kith.gateway.specialists.SpecialistRequests.Code;
import org.kith.gateway.specialists.SpecialistRequests.CodeLists;
import org.kith.gateway.specialists.SpecialistRequests.Practitioner;
import org.kith.gateway.specialists.SpecialistRequests.QueueItem;
import org.kith.gateway.specialists.SpecialistRequests.Tray;
import org.kith.gateway.specialists.SpecialistRequests.TrayItem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A practitioner's tray, what is done with a request, and the requests that nobody has. */
@Controller
class TrayController {

    private static final String FORM = "form";
    /** Each request is a card of its own, which takes four rows' room. */
    private static final int CARDS = 20;

    /** The id the entry is to have, so that a second press keeps it once. Drafts do not have it: a form opened again is another entry. */
    private static final String ONCE = "_once";

    private static final String INPUT_ID = "inputId";

    private static final String OPEN = "openToPerpetratorsWorker";

    private static final String NOTE = "note";
    private static final String TEXT = "text";
    private static final String TRAY = "/tray";
    private static final String REQUESTS = "/requests";

    private static final String NOBODY =
            "Nobody can be chosen now: everybody of its team and of the pool who is trained for it is full"
                    + " or away today, has it already, or may not work with this family. It stays with whoever has it, or waits.";

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private final SpecialistRequests requests;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;
    private final DraftDesk drafts;
    private final KeptWords keptWords;
    private final Words words;

    TrayController(
            SpecialistRequests requests,
            Names names,
            Tokens tokens,
            Acts acts,
            DraftDesk drafts,
            KeptWords keptWords,
            Words words) {
        this.requests = requests;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
        this.drafts = drafts;
        this.keptWords = keptWords;
        this.words = words;
    }

    @GetMapping(TRAY)
    String tray(@RequestParam(defaultValue = "0") int offset, Model model) {
        return showTray(offset, null, model);
    }

    private String showTray(int offset, @Nullable Problems problems, Model model) {
        var token = tokens.mine();
        var askedTray = requests.tray(token, offset, CARDS);
        model.addAttribute("teams", names.ofTeams(token));
        var tray = askedTray.part();
        var empty = new Tray(0, null, false, List.of());
        var items = tray.or(empty).items();
        model.addAttribute("tray", tray);
        model.addAttribute(
                "titles",
                names.ofFamilies(token, items.stream().map(TrayItem::familyId).toList()));
        model.addAttribute("people", names.ofWorkers(token, items.stream().map(TrayItem::leadWorkerId)));
        model.addAttribute(
                "list", new Listing(Math.max(0, offset), CARDS, tray.or(empty).total()));
        model.addAttribute("problems", problems);
        model.addAttribute("live", "tray");
        return "tray";
    }

    @PostMapping("/requests/{id}/accept")
    String accept(@PathVariable UUID id, HttpServletResponse response, RedirectAttributes flash, Model model) {
        return act(
                id, "accept", Map.of(), TRAY, "Accepted.", response, flash, problems -> showTray(0, problems, model));
    }

    @PostMapping("/requests/{id}/finish")
    String finish(@PathVariable UUID id, HttpServletResponse response, RedirectAttributes flash, Model model) {
        return act(
                id,
                "finish",
                Map.of(),
                TRAY,
                "Finished. The lead practitioner sees it.",
                response,
                flash,
                problems -> showTray(0, problems, model));
    }

    @GetMapping("/requests/{id}/hand-back")
    String handBack(@PathVariable UUID id, Model model) {
        return showHandBack(id, Typed.nothing(), null, model);
    }

    private String showHandBack(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var codes = requests.codes(tokens.mine()).part();
        return show(
                "Hand the request back",
                null,
                "It goes to somebody else, or waits until somebody has room.",
                "/requests/" + id + "/hand-back",
                List.of(
                        Field.radios("reasonCode", "Why?", typed, options(codes.value(), CodeLists::handBackReasons)),
                        Field.area(NOTE, "In a sentence", typed).hinted("Needed if it is another reason")),
                "Hand it back",
                TRAY,
                problems,
                codes,
                model);
    }

    @PostMapping("/requests/{id}/hand-back")
    String handBack(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return act(
                id,
                "hand-back",
                typed.saidOf("reasonCode", NOTE),
                TRAY,
                "Handed back.",
                response,
                flash,
                problems -> showHandBack(id, typed, problems, model));
    }

    @GetMapping("/requests/{id}/inputs")
    String record(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var draft = drafts.about(tokens.mine(), DraftForm.SPECIALIST_INPUT, id);
        if (draft == null) {
            return showRecord(id, Typed.nothing(), null, model);
        }
        model.addAttribute("draft", DraftOnPage.of(draft));
        return showRecord(id, DraftDesk.asTyped(request, draft), null, model);
    }

    private String showRecord(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        if (!model.containsAttribute("draft")) {
            model.addAttribute("draft", DraftOnPage.again(DraftForm.SPECIALIST_INPUT, id, typed));
        }
        var token = tokens.mine();
        var askedCodes = requests.codes(token);
        var mine = requests.one(token, id).part().value();
        var about = mine == null
                ? null
                : names.ofFamilies(token, List.of(mine.familyId())).or(mine.familyId(), "A family") + ", "
                        + mine.disciplineText();
        var codes = askedCodes.part();
        var taken = problems == null ? null : problems.at(INPUT_ID);
        var once = typed.said(ONCE);
        var fields = new ArrayList<>(List.of(
                Field.hidden(
                        ONCE,
                        once == null || taken != null
                                ? UuidCreator.getTimeOrderedEpoch().toString()
                                : once),
                Field.radios("kindCode", "How did you work?", typed, options(codes.value(), CodeLists::inputKinds)),
                Field.date("happenedAt", "When, if not today?", typed),
                Field.area(TEXT, "What was done", typed)));
        if (mine != null && mine.keptFromPerpetratorsWorker()) {
            fields.add(Field.checkboxes(
                            OPEN,
                            "Who may read it?",
                            typed.said(OPEN) == null ? List.of() : List.of("true"),
                            List.of(new Option("true", "Whoever works with the perpetrator may read it too")))
                    .hinted(
                            "Leave it empty if anything in it helps to find somebody: where they live, work, go to school"
                                    + " or are seen"));
        }
        return show(
                "Record your work with the family",
                about,
                "Those who work with the family read it, except where a chapter is kept from them.",
                "/requests/" + id + "/inputs",
                List.copyOf(fields),
                "Keep it",
                TRAY,
                taken == null ? problems : Problems.one("", taken),
                codes,
                model);
    }

    /** A day that is none is found here, and what else is wrong is said with it. */
    private static List<Problems.Item> wrongBesides(Typed typed) {
        var wrong = new ArrayList<Problems.Item>();
        if (typed.said("kindCode") == null) {
            wrong.add(Problems.about("kindCode", "Choose one"));
        }
        wrong.add(Problems.about("happenedAt", "Give day, month and year as numbers of a real day"));
        if (typed.said(TEXT) == null) {
            wrong.add(Problems.about(TEXT, "Write what was done"));
        }
        return wrong;
    }

    @PostMapping("/requests/{id}/inputs")
    String record(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var form = typed.saidOf("kindCode", TEXT);
        var once = typed.said(ONCE);
        if (once != null) {
            form.put(INPUT_ID, once);
        }
        if (typed.said(OPEN) != null) {
            form.put(OPEN, true);
        }
        if (typed.hasDate("happenedAt")) {
            var day = typed.date("happenedAt");
            if (day == null) {
                return acts.again(
                        response,
                        new Problems(wrongBesides(typed)),
                        problems -> showRecord(id, typed, problems, model));
            }
            form.put("happenedAt", day.atTime(LocalTime.NOON).atZone(ENGLAND).toInstant());
        }
        var next = act(
                id,
                "inputs",
                form,
                TRAY,
                "Kept. It is on the family's page.",
                response,
                flash,
                problems -> showRecord(id, typed, problems, model));
        if (next.startsWith("redirect:")) {
            drafts.sent(tokens.mine(), DraftForm.SPECIALIST_INPUT, request);
        }
        return next;
    }

    @GetMapping(REQUESTS)
    String waiting(@RequestParam(defaultValue = "0") int offset, Model model) {
        var token = tokens.mine();
        var askedQueue = requests.queue(token, offset, Listing.ROWS);
        model.addAttribute("teams", names.ofTeams(token));
        var queue = askedQueue.part();
        var empty = new SpecialistRequests.Queue(0, List.of());
        model.addAttribute("queue", queue);
        model.addAttribute(
                "titles",
                names.ofFamilies(
                        token,
                        queue.or(empty).items().stream()
                                .map(QueueItem::familyId)
                                .toList()));
        model.addAttribute("list", Listing.of(offset, queue.or(empty).total()));
        model.addAttribute("live", "requests");
        return "requests";
    }

    @GetMapping("/requests/{id}/assign")
    String assign(@PathVariable UUID id, Model model) {
        return showAssign(id, Typed.nothing(), null, model);
    }

    private String showAssign(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        var token = tokens.mine();
        var askedPractitioners = requests.choosable(token, id);
        var teams = names.ofTeams(token);
        var practitioners = askedPractitioners.part();
        var people = practitioners.value() == null
                ? List.<Practitioner>of()
                : practitioners.value().items();
        var called = names.ofWorkers(token, people.stream().map(Practitioner::practitionerId));
        return show(
                "Find somebody for the request",
                practitioners.value() == null
                        ? null
                        : words.first(practitioners.value().disciplineText()),
                people.isEmpty() && practitioners.here() ? NOBODY : null,
                "/requests/" + id + "/assign",
                List.of(Field.radios(
                        "practitionerId",
                        "Who should have it?",
                        typed,
                        people.stream()
                                .map(one -> new Option(
                                        one.practitionerId().toString(),
                                        called.or(one.practitionerId(), "A practitioner"),
                                        "%s, has %d of %d"
                                                .formatted(
                                                        one.teamCode() == null
                                                                ? "Pool"
                                                                : teams.or(one.teamCode(), one.teamCode()),
                                                        one.held(),
                                                        one.capacity())))
                                .toList())),
                "Give it to them",
                REQUESTS,
                problems,
                practitioners,
                model);
    }

    @PostMapping("/requests/{id}/assign")
    String assign(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return act(
                id,
                "assign",
                typed.saidOf("practitionerId"),
                REQUESTS,
                "It has somebody now.",
                response,
                flash,
                problems -> showAssign(id, typed, problems, model));
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
                    holdNoAddress(id, form);
                    return requests.act(tokens.mine(), id, act, form);
                },
                then,
                done,
                again);
    }

    private void holdNoAddress(UUID id, Map<String, Object> form) {
        if (!form.containsKey(NOTE) && !form.containsKey(TEXT)) {
            return;
        }
        var request = requests.one(tokens.mine(), id).part().value();
        if (request != null) {
            keptWords.holdNoAddress(tokens.mine(), request.familyId(), form, NOTE, TEXT);
        }
    }

    private static List<Option> options(@Nullable CodeLists lists, Function<CodeLists, List<Code>> list) {
        return lists == null
                ? List.of()
                : list.apply(lists).stream()
                        .map(code -> new Option(code.code(), code.text()))
                        .toList();
    }

    private static String show(
            String title,
            @Nullable String about,
            @Nullable String says,
            String action,
            List<Field> fields,
            String button,
            String back,
            @Nullable Problems problems,
            Part<?> part,
            Model model) {
        model.addAttribute(FORM, new FormPage(title, about, says, action, fields, button, back));
        model.addAttribute("parts", List.of(part));
        model.addAttribute("problems", problems);
        return FORM;
    }
}
