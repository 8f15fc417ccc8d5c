package org.kith.gateway.screening.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.drafts.DraftDesk;
import org.kith.gateway.drafts.DraftForm;
import org.kith.gateway.drafts.DraftOnPage;
import org.kith.gateway.families.Families;
import org.kith.gateway.names.Names;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Readers;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.presence.Presence;
import org.kith.gateway.screening.Screening;
import org.kith.gateway.screening.Screening.Candidate;
import org.kith.gateway.screening.Screening.Queue;
import org.kith.gateway.screening.Screening.Referral;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.worries.Codes;
import org.kith.gateway.worries.Codes.Code;
import org.kith.gateway.worries.Codes.Lists;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The queue, one referral with everything that helps to decide it, and the decision. */
@Controller
class ScreeningController {

    /** The choice that says: a family not known before. */
    private static final String PROTECT = "protectAddress";

    /** Stands in the form where the page asked about protection. */
    private static final String ASKED = "_protection";

    private static final String NEW_FAMILY = "new";

    private final Screening screening;
    private final Families families;
    private final Codes codes;
    private final DraftDesk drafts;
    private final Presence presence;
    private final Readers readers;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;

    ScreeningController(
            Screening screening,
            Families families,
            Codes codes,
            DraftDesk drafts,
            Presence presence,
            Readers readers,
            Names names,
            Tokens tokens,
            Acts acts) {
        this.screening = screening;
        this.families = families;
        this.codes = codes;
        this.drafts = drafts;
        this.presence = presence;
        this.readers = readers;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
    }

    @GetMapping("/screening")
    String queue(@RequestParam(defaultValue = "0") int offset, Model model) {
        var token = tokens.mine();
        var queue = screening.queue(token, offset, Listing.ROWS).part();
        var lists = codes.all(token).or(Lists.none());
        model.addAttribute("queue", queue);
        model.addAttribute("lists", lists);
        model.addAttribute(
                "list", Listing.of(offset, queue.or(new Queue(0, List.of())).total()));
        model.addAttribute("live", "screening");
        return "screening";
    }

    @GetMapping("/screening/{id}")
    String referral(@PathVariable UUID id, HttpServletRequest request, Model model) {
        var draft = drafts.about(tokens.mine(), DraftForm.SCREENING_DECISION, id);
        if (draft == null) {
            return show(id, Typed.nothing(), null, request, model);
        }
        model.addAttribute("draft", DraftOnPage.of(draft));
        return show(id, DraftDesk.asTyped(request, draft), null, request, model);
    }

    private String show(UUID id, Typed typed, @Nullable Problems problems, HttpServletRequest request, Model model) {
        var token = tokens.mine();
        var asked = screening.referral(token, id);
        var lists = codes.all(token).or(Lists.none());
        var referral = asked.answer();
        var askedPlace = referral.matched() ? families.place(token, referral.familyId()) : null;
        if (!model.containsAttribute("draft")) {
            model.addAttribute("draft", DraftOnPage.again(DraftForm.SCREENING_DECISION, id, typed));
        }
        var reader = readers.of(request);
        String page = "/screening/" + id;
        model.addAttribute("presencePage", page);
        model.addAttribute("presence", reader == null ? "" : presence.shown(page, reader, request));
        if (referral.decision() == null) {
            model.addAttribute("live", "family/" + referral.familyId());
        }
        var looker = referral.lookedAtBy() == null ? null : uuid(referral.lookedAtBy());
        var decider = referral.decision() == null || referral.decision().decidedBy() == null
                ? null
                : uuid(referral.decision().decidedBy());
        model.addAttribute("place", askedPlace == null ? null : askedPlace.part());
        model.addAttribute("referral", referral);
        model.addAttribute("lists", lists);
        model.addAttribute("people", names.ofWorkers(token, Stream.of(looker, decider)));
        model.addAttribute("decision", decisionFields(typed, lists, referral.asksForProtection()));
        model.addAttribute(
                "match",
                referral.decision() == null && !referral.candidates().isEmpty() ? matchField(referral, typed) : null);
        model.addAttribute("problems", problems);
        return "referral";
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAWorker) {
            return null;
        }
    }

    /** The families it may be about, each with what speaks for it and against it. */
    private static Field matchField(Referral referral, Typed typed) {
        var known = referral.candidates().stream()
                .map(one -> new Option(one.familyId().toString(), one.title(), evidence(one)));
        var choices = Stream.concat(known, Stream.of(new Option(NEW_FAMILY, "A family not known before")))
                .toList();
        String chosen = typed.said("familyId");
        String now = referral.matched() ? referral.familyId().toString() : NEW_FAMILY;
        return new Field("radios", "familyId", "It is about", null, chosen == null ? now : chosen, choices);
    }

    private static String evidence(Candidate candidate) {
        return Stream.of(said("For", candidate.evidenceFor()), said("Against", candidate.evidenceAgainst()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String said(String side, List<String> evidence) {
        return evidence.isEmpty() ? "" : side + ": " + String.join("; ", evidence) + ".";
    }

    private static List<Field> decisionFields(Typed typed, Lists lists, boolean asksForProtection) {
        var fields = new ArrayList<>(List.of(
                Field.radios(
                        "level",
                        "Level of need",
                        typed,
                        lists.levelsOfNeed().stream()
                                .map(ScreeningController::level)
                                .toList()),
                Field.radios(
                        "decision",
                        "What is decided?",
                        typed,
                        List.of(
                                new Option("ACCEPT", "Accept: the family gets a team"),
                                new Option("SIGNPOST", "Point the family to another service"),
                                new Option("DECLINE", "No further action"))),
                Field.select("serviceCode", "If another service: which", typed, options(lists.services())),
                Field.select("reasonCode", "If no further action: why", typed, options(lists.declineReasons())),
                Field.area("reason", "Why, in a sentence", typed)
                        .hinted("Kept with the decision. The receipt says what was decided, not why")));
        if (asksForProtection) {
            fields.add(2, Field.hidden(ASKED, "yes"));
            fields.add(
                    3,
                    Field.radios(
                                    PROTECT,
                                    "If it is accepted: is the address to be protected?",
                                    typed,
                                    List.of(
                                            new Option(
                                                    "yes",
                                                    "Protect it",
                                                    "It is opened with a reason only, and never to whoever works with the perpetrator"),
                                            new Option("no", "Whoever works with the family may see it")))
                            .hinted("The worries speak of domestic abuse, and the referrer did not ask for it"));
        }
        return List.copyOf(fields);
    }

    /** A level with the council's own words for it. */
    private static Option level(Code level) {
        var halves = level.text().split(": ", 2);
        return new Option(
                level.code(),
                halves[0],
                halves.length < 2
                        ? null
                        : sentence(level.guide() == null ? halves[1] : halves[1] + ". " + level.guide()));
    }

    /** Under a heading of its own it begins as a sentence does. */
    private static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.UK) + text.substring(1);
    }

    private static List<Option> options(List<Code> codes) {
        return codes.stream().map(code -> new Option(code.code(), code.text())).toList();
    }

    @PostMapping("/screening/{id}/family")
    String correct(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String familyId,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var family = uuid(familyId);
        if (family == null && !familyId.equals(NEW_FAMILY)) {
            return acts.again(
                    response,
                    Problems.one("familyId", "Choose the family it is about, or that it is not known yet"),
                    problems -> show(id, typed, problems, request, model));
        }
        return acts.told(
                response,
                flash,
                () -> screening.correct(tokens.mine(), id, family),
                "/screening/" + id,
                "The match is corrected.",
                problems -> show(id, typed, problems, request, model));
    }

    @PostMapping("/screening/{id}/decision")
    String decide(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        if (typed.said(ASKED) != null && "ACCEPT".equals(typed.said("decision")) && typed.said(PROTECT) == null) {
            var wrong = new ArrayList<>(
                    List.of(Problems.about(PROTECT, "Say whether the address is to be protected: nobody said so yet")));
            if (typed.said("reason") == null) {
                wrong.add(Problems.about("reason", "Say why in a sentence"));
            }
            return acts.again(response, new Problems(wrong), problems -> show(id, typed, problems, request, model));
        }
        var went = acts.tried(
                response,
                () -> screening.decide(tokens.mine(), id, decision(typed)),
                done -> {
                    flash.addFlashAttribute("done", "Decided. The referrer's receipt shows it.");
                    return next(id);
                },
                problems -> show(id, typed, problems, request, model));
        if (went.startsWith("redirect:")) {
            drafts.sent(tokens.mine(), DraftForm.SCREENING_DECISION, request);
        }
        return went;
    }

    private static Map<String, Object> decision(Typed typed) {
        var decision = new LinkedHashMap<String, Object>();
        String chosen = typed.said("decision");
        for (String name : List.of("decision", "reason", "level")) {
            String value = typed.said(name);
            if (value != null) {
                decision.put(name, value);
            }
        }
        if ("ACCEPT".equals(chosen) && "yes".equals(typed.said(PROTECT))) {
            decision.put(PROTECT, true);
        }
        String reason = typed.said("reasonCode");
        String service = typed.said("serviceCode");
        if ("DECLINE".equals(chosen) && reason != null) {
            decision.put("reasonCode", reason);
        }
        if ("SIGNPOST".equals(chosen) && service != null) {
            decision.put("serviceCode", service);
        }
        return decision;
    }

    /** The next one opens by itself. */
    private String next(UUID decided) {
        return screening.queue(tokens.mine(), 0, 2).part().or(new Queue(0, List.of())).items().stream()
                .map(Screening.Item::referralId)
                .filter(waiting -> !waiting.equals(decided))
                .findFirst()
                .map(waiting -> "/screening/" + waiting)
                .orElse("/screening");
    }
}
