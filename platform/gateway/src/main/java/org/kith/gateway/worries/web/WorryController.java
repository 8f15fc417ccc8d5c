package org.kith.gateway.worries.web;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.neighbours.SaidNo.Said;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Problems.Item;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.IntakeLimit;
import org.kith.gateway.signin.SignedIn;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.worries.Codes;
import org.kith.gateway.worries.Codes.Lists;
import org.kith.gateway.worries.Worries;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/**
 * Raising a worry: one page that anybody can send, and its receipt. Nothing is kept between two requests, so there is nothing to
 * expire; whoever is signed in sends it in their own name.
 */
@Controller
class WorryController {

    private static final String PAGE = "worry";

    /** The front door takes no more; the page's smaller buttons stop there too. */
    private static final int MOST_PEOPLE = 30;

    private static final int NOT_FOUND = 404;

    private final Worries worries;
    private final Codes codes;
    private final Tokens tokens;
    private final IntakeLimit limit;
    private final JsonMapper json;
    private final Words words;
    private final String council;

    WorryController(
            Worries worries,
            Codes codes,
            Tokens tokens,
            IntakeLimit limit,
            JsonMapper json,
            Words words,
            @Value("${kith.gateway.council-name}") String council) {
        this.council = council;
        this.worries = worries;
        this.codes = codes;
        this.tokens = tokens;
        this.limit = limit;
        this.json = json;
        this.words = words;
    }

    @InitBinder
    void limits(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(MOST_PEOPLE * 5);
    }

    @GetMapping("/worries/whole")
    String open(Model model) {
        return show(model, WorryForm.empty(UuidCreator.getTimeOrderedEpoch().toString()), null);
    }

    @PostMapping("/worries")
    String send(
            @ModelAttribute WorryForm form,
            @RequestParam(name = "mustNotKnow[0].name", required = false) @Nullable String mustNotKnowName,
            @RequestParam(name = "mustNotKnow[0].why", required = false) @Nullable String mustNotKnowWhy,
            @RequestParam(defaultValue = "send") String action,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var typed = new WorryForm(
                form.key(),
                form.immediateDanger(),
                form.referrer(),
                form.children(),
                form.adults(),
                form.address(),
                form.worries(),
                form.whatWasSeen(),
                mustNotKnowName,
                mustNotKnowWhy,
                form.safeContact(),
                form.familyKnows());
        if (!action.equals("send")) {
            return show(model, typed.after(action), null);
        }
        typed = typed.withoutBlankAdults();
        boolean signedIn = SignedIn.ifAny().isPresent();
        if (!signedIn && !typed.inDanger()) {
            var wait = limit.waitFor(request.getRemoteAddr());
            if (wait.isPresent()) {
                response.setStatus(429);
                response.setHeader("Retry-After", Long.toString(wait.get().toSeconds()));
                return show(model, typed, tooMany(wait.get().toMinutes() + 1));
            }
        }
        try {
            var told = typed.asReferral();
            var key = typed.sendingKey(json.writeValueAsString(told));
            var sent = worries.raise(signedIn ? tokens.mine() : tokens.intake(), key, told)
                    .answer();
            limit.taken(request.getRemoteAddr());
            return "redirect:/receipt/" + sent.receiptToken() + "?new";
        } catch (SaidNo no) {
            if (no.status() == 401) {
                throw no;
            }
            response.setStatus(no.status());
            return show(model, typed, problems(no.said(), typed));
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return show(model, typed, notNow(away));
        }
    }

    private String show(Model model, WorryForm form, @Nullable Problems problems) {
        var lists = codes.forForm(tokens::intake);
        var page = WorryPage.of(form, lists.or(Lists.none()));
        model.addAttribute("worry", page);
        model.addAttribute("lists", lists);
        model.addAttribute("problems", problems == null ? null : page.inOrder(problems));
        return PAGE;
    }

    /** They are the same for everybody, so they are asked for in the name of the public intake. */
    static Problems problems(Said said, WorryForm form) {
        if (said.errors() == null || said.errors().isEmpty()) {
            return Problems.of(said);
        }
        var adults = new HashMap<Integer, Integer>();
        int relationship = 0;
        for (int adult = 0; adult < form.adultList().size(); adult++) {
            String kind = form.adultList().get(adult).relation();
            for (int child = 0;
                    kind != null && !kind.isBlank() && child < form.childList().size();
                    child++) {
                adults.put(relationship++, adult);
            }
        }
        return new Problems(said.errors().stream()
                .map(error -> {
                    String field = WorryPage.onThePage(error.field(), adults);
                    return Problems.about(field, inWords(error));
                })
                .distinct()
                .toList());
    }

    /** The front door's words, except where they speak to programs. */
    private static String inWords(SaidNo.FieldError error) {
        return switch (error.code() == null ? "" : error.code()) {
            case "not-a-date", "no-such-date" -> "Give day, month and year as numbers of a real day, such as 30 4 2019";
            case "unknown-code" -> "Choose one from the list";
            case "not-a-childs-age" -> "Give the age in whole years, 0 to 17";
            default -> error.field().equals("worries") ? "Choose at least one worry" : error.message();
        };
    }

    private static Problems tooMany(long minutes) {
        return new Problems(List.of(new Item(
                "",
                null,
                ("Many worries were sent from where you are. Nothing you typed is lost: send it again in %d minutes, or ring us."
                                + " If a child is in danger, say so at the top and it is taken at once")
                        .formatted(minutes))));
    }

    private Problems notNow(Away away) {
        return new Problems(List.of(new Item(
                "",
                null,
                "We could not take it just now (%s has not answered since %s). Nothing you typed is lost: send it again in a minute, or ring us"
                        .formatted(
                                away.missing().part(), words.time(away.missing().since())))));
    }

    @GetMapping("/receipt/{token}")
    String receipt(
            @PathVariable String token,
            @RequestParam(name = "new", required = false) @Nullable String justSent,
            Model model) {
        model.addAttribute("receipt", asked(token));
        model.addAttribute("receiptToken", token);
        model.addAttribute("justSent", justSent != null);
        return "receipt";
    }

    /** Each council has a Kith and a gateway of its own, so a receipt of another one is none here. */
    private Worries.Receipt asked(String token) {
        try {
            return worries.receipt(tokens.intake(), token).answer();
        } catch (SaidNo no) {
            if (no.status() != NOT_FOUND) {
                throw no;
            }
            throw new SaidNo(new Said(
                    NOT_FOUND,
                    "not-found",
                    council + " has no receipt with this address. A receipt that another council gave you is at that"
                            + " council's own address",
                    null,
                    null));
        }
    }

    @GetMapping("/receipt")
    String whichReceipt() {
        return "redirect:/";
    }
}
