package org.kith.gateway.families.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.families.Families;
import org.kith.gateway.families.Families.Specialists;
import org.kith.gateway.families.Families.Timeline;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Listing;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A family's page, its protected address, and joining two records of the same family. */
@Controller
class FamilyController {

    private static final String FORM = "form";
    private static final String REASON = "reason";

    /** The front door takes no longer one. */
    private static final int LONGEST_REASON = 2000;

    private final Families families;
    private final Presence presence;
    private final Readers readers;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;
    private final Words words;

    FamilyController(
            Families families, Presence presence, Readers readers, Names names, Tokens tokens, Acts acts, Words words) {
        this.families = families;
        this.presence = presence;
        this.readers = readers;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping("/families/{id}")
    String family(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int offset,
            HttpServletRequest request,
            Model model) {
        var token = tokens.mine();
        var askedHousehold = families.household(token, id);
        var askedTimeline = families.timeline(token, id, offset, Listing.ROWS);
        var askedPlace = families.place(token, id);
        var askedSpecialists = families.specialists(token, id);
        var askedOutcomes = families.outcomes(token, id);
        model.addAttribute("teams", names.ofTeams(token));

        var household = askedHousehold.part();
        if (household.refused() != null) {
            throw new SaidNo(household.refused());
        }
        var timeline = askedTimeline.part();
        var place = askedPlace.part();
        var specialists = askedSpecialists.part();
        model.addAttribute("id", id);
        model.addAttribute("household", household);
        model.addAttribute("timeline", timeline);
        model.addAttribute("place", place);
        model.addAttribute("specialists", specialists);
        model.addAttribute("outcomes", askedOutcomes.part());
        model.addAttribute(
                "list",
                Listing.of(offset, timeline.or(new Timeline(0, List.of())).total()));
        model.addAttribute("people", names.ofWorkers(token, named(specialists.value(), timeline.value())));
        var reader = readers.of(request);
        var page = "/families/" + id;
        model.addAttribute("live", "family/" + id);
        model.addAttribute("presencePage", page);
        model.addAttribute("presence", reader == null ? "" : presence.shown(page, reader, request));
        return "family";
    }

    private static Stream<@Nullable UUID> named(@Nullable Specialists specialists, @Nullable Timeline timeline) {
        Stream<@Nullable UUID> ofSpecialists = specialists == null
                ? Stream.empty()
                : Stream.concat(
                        specialists.requests().stream().map(Families.Request::practitionerId),
                        specialists.inputs().stream().map(Families.Input::practitionerId));
        Stream<@Nullable UUID> ofTimeline =
                timeline == null ? Stream.empty() : timeline.items().stream().map(item -> uuid(item.by()));
        return Stream.concat(ofSpecialists, ofTimeline);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAWorker) {
            return null;
        }
    }

    @GetMapping("/families/{id}/address")
    String askForAddress(@PathVariable UUID id, Model model) {
        return showAddressForm(id, Typed.nothing(), null, model);
    }

    private String showAddressForm(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Open the protected address",
                        title(id),
                        "Somebody must not learn where this family is. Your reason is kept with the family, and the practice lead sees it.",
                        "/families/" + id + "/address",
                        List.of(Field.area("reason", "Why do you need it?", typed)),
                        "Open it",
                        "/families/" + id));
        model.addAttribute("problems", problems);
        return FORM;
    }

    /** Only the reason waits in between: the address itself is in the answer of the page that shows it, and kept nowhere. */
    @PostMapping("/families/{id}/address")
    String giveReason(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        if (reason.isBlank()) {
            return acts.again(
                    response,
                    Problems.one("reason", "Say why you need it"),
                    problems -> showAddressForm(id, Typed.in(request), problems, model));
        }
        flash.addFlashAttribute(
                REASON, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
        return "redirect:/families/" + id + "/address/opened";
    }

    @GetMapping("/families/{id}/address/opened")
    String openAddress(@PathVariable UUID id, HttpServletResponse response, Model model) {
        if (!(model.getAttribute(REASON) instanceof String reason)) {
            return "redirect:/families/" + id + "/address";
        }
        try {
            model.addAttribute(
                    "revealed", families.reveal(tokens.mine(), id, reason).answer());
            model.addAttribute("title", title(id));
            model.addAttribute("id", id);
            return "address";
        } catch (SaidNo no) {
            if (no.status() == 401 || no.status() == 404) {
                throw no;
            }
            response.setStatus(no.status());
            return showAddressForm(id, Typed.of(REASON, reason), Problems.of(no.said()), model);
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return showAddressForm(id, Typed.of(REASON, reason), Problems.away(away.missing(), words), model);
        }
    }

    @GetMapping("/families/{id}/address/protect")
    String askToProtect(@PathVariable UUID id, Model model) {
        return showProtect(id, Typed.nothing(), null, model);
    }

    private String showProtect(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Protect the address",
                        title(id),
                        "Do this if somebody must not learn where the family is. From then on it is opened one by one, each time with a"
                                + " reason that is kept, and never to whoever works with the perpetrator. It cannot be undone here.",
                        "/families/" + id + "/address/protect",
                        List.of(Field.area(REASON, "Why must it not be known?", typed)
                                .hinted("It is kept in the record of who looked, and the practice lead sees it")),
                        "Protect it",
                        "/families/" + id));
        model.addAttribute("problems", problems);
        return FORM;
    }

    @PostMapping("/families/{id}/address/protect")
    String protect(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return acts.told(
                response,
                flash,
                () -> families.protect(tokens.mine(), id, typed.saidOf(REASON)),
                "/families/" + id,
                "The address is protected.",
                problems -> showProtect(id, typed, problems, model));
    }

    private String title(UUID id) {
        return names.ofFamilies(tokens.mine(), List.of(id)).or(id, "This family");
    }

    @GetMapping("/families/{id}/join")
    String askToJoin(@PathVariable UUID id, Model model) {
        return showJoin(id, Typed.nothing(), null, model);
    }

    private String showJoin(UUID id, Typed typed, @Nullable Problems problems, Model model) {
        model.addAttribute(
                FORM,
                new FormPage(
                        "Join another record of this family into this one",
                        title(id),
                        "Do this if two records are of the same family. This one goes on, and all that is known of the other counts for"
                                + " it. It cannot be undone here.",
                        "/families/" + id + "/join",
                        List.of(
                                Field.text("absorbedFamilyId", "The other record", typed)
                                        .hinted(
                                                "Copy the number at the foot of the other family's page, or the page's address"),
                                Field.area("reason", "How do you know that it is the same family?", typed)),
                        "Join the records",
                        "/families/" + id));
        model.addAttribute("problems", problems);
        return FORM;
    }

    @PostMapping("/families/{id}/join")
    String join(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var other =
                uuid(typed.text("absorbedFamilyId").strip().replaceFirst("^.*/families/([0-9a-fA-F-]{36}).*$", "$1"));
        if (other == null) {
            var wrong =
                    new ArrayList<>(List.of(Problems.about("absorbedFamilyId", "Give the number of the other record")));
            if (typed.said("reason") == null) {
                wrong.add(Problems.about("reason", "Say why"));
            }
            return acts.again(response, new Problems(wrong), problems -> showJoin(id, typed, problems, model));
        }
        return acts.tried(
                response,
                () -> families.join(
                        tokens.mine(), id, Map.of("absorbedFamilyId", other, "reason", typed.text("reason"))),
                joined -> {
                    flash.addFlashAttribute("done", "The records are joined.");
                    return "/families/" + joined.familyId();
                },
                problems -> showJoin(id, typed, problems, model));
    }
}
