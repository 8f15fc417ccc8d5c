package org.kith.gateway.drafts.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.drafts.Draft;
import org.kith.gateway.drafts.DraftDesk;
import org.kith.gateway.drafts.DraftForm;
import org.kith.gateway.drafts.Drafts;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.signin.IntakeLimit;
import org.kith.gateway.signin.SignInEnded;
import org.kith.gateway.signin.Tokens;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Saves forms as they are typed, and shows one's drafts. */
@Controller
class DraftController {

    /** The page shows the drafts of every service that keeps some. */
    private static final int OF_EACH_KEEPER = 20;

    private static final String FORM = "_draft-form";
    private static final String ABOUT = "_draft-about";
    private static final String KEY = "_draft";
    private static final String VERSION = "_draft-version";

    private final Drafts drafts;
    private final Tokens tokens;
    private final IntakeLimit limit;
    private final Names names;

    DraftController(Drafts drafts, Tokens tokens, IntakeLimit limit, Names names) {
        this.drafts = drafts;
        this.tokens = tokens;
        this.limit = limit;
        this.names = names;
    }

    /** What a page's script is told. */
    record Saved(
            @Nullable String key,
            long version,
            @Nullable Instant savedAt,
            @Nullable String problem) {

        static Saved of(Draft draft) {
            return new Saved(draft.key(), draft.version(), draft.changedAt(), null);
        }

        static Saved not(String problem) {
            return new Saved(null, 0, null, problem);
        }
    }

    /** Keeps a form of somebody signed in. */
    @PostMapping("/drafts/save")
    ResponseEntity<Saved> save(HttpServletRequest request) {
        try {
            return kept(tokens.mine(), request);
        } catch (SignInEnded ended) {
            return said(
                    HttpStatus.UNAUTHORIZED, "Your sign-in has ended. Sign in again in another tab; nothing is lost");
        }
    }

    /** Keeps a worry of somebody without an account. */
    @PostMapping("/worries/drafts/save")
    ResponseEntity<Saved> saveWorry(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        boolean first = text(request, KEY).isEmpty();
        if (first && limit.waitFor(address).isPresent()) {
            return said(HttpStatus.TOO_MANY_REQUESTS, "Too much was sent from here lately. You can go on typing");
        }
        var kept = kept(tokens.intake(), request);
        if (first && kept.getStatusCode().is2xxSuccessful()) {
            limit.taken(address);
        }
        return kept;
    }

    private ResponseEntity<Saved> kept(String token, HttpServletRequest request) {
        try {
            var form = DraftForm.valueOf(text(request, FORM));
            var fields = DraftDesk.typed(request);
            var about = text(request, ABOUT);
            var key = text(request, KEY);
            var asked = key.isEmpty()
                    ? drafts.begin(token, form, about.isEmpty() ? null : UUID.fromString(about), fields)
                    : drafts.keep(token, form, key, Long.parseLong(text(request, VERSION)), fields);
            return ResponseEntity.ok(Saved.of(asked.answer()));
        } catch (SaidNo no) {
            var detail = no.said().detail();
            return said(
                    HttpStatus.valueOf(no.status()),
                    detail == null || detail.isBlank() ? "It could not be kept" : detail);
        } catch (Away away) {
            return said(HttpStatus.SERVICE_UNAVAILABLE, "It cannot be kept just now. It is still on this page");
        } catch (IllegalArgumentException notOurs) {
            return said(HttpStatus.BAD_REQUEST, "It could not be kept");
        }
    }

    private static ResponseEntity<Saved> said(HttpStatus status, String problem) {
        return ResponseEntity.status(status).body(Saved.not(problem));
    }

    private static String text(HttpServletRequest request, String name) {
        var text = request.getParameter(name);
        return text == null ? "" : text;
    }

    @GetMapping("/drafts")
    String mine(@RequestParam(defaultValue = "0") int offset, Model model) {
        var token = tokens.mine();
        int from = Math.max(0, offset);
        var worries = drafts.mine(token, DraftForm.REFERRAL, from, OF_EACH_KEEPER);
        var inputs = drafts.mine(token, DraftForm.SPECIALIST_INPUT, from, OF_EACH_KEEPER);
        var kept = List.of(worries.part(), inputs.part());
        model.addAttribute("kept", kept);
        model.addAttribute(
                "list",
                new Listing(
                        from,
                        OF_EACH_KEEPER,
                        kept.stream()
                                .map(Part::value)
                                .mapToLong(page -> page == null ? 0 : page.total())
                                .max()
                                .orElse(0)));
        model.addAttribute(
                "none",
                kept.stream()
                        .allMatch(part -> part.value() != null && part.value().total() == 0));
        var items = kept.stream()
                .map(Part::value)
                .flatMap(Stream::ofNullable)
                .flatMap(page -> page.items().stream())
                .toList();
        model.addAttribute(
                "titles",
                names.ofFamilies(
                        token,
                        items.stream()
                                .flatMap(draft -> Stream.ofNullable(draft.familyId()))
                                .toList()));
        return "drafts";
    }

    /** Opens the form a draft is of; the form takes it up by itself. */
    @GetMapping("/drafts/{form}/{key}")
    String open(@PathVariable DraftForm form, @PathVariable String key) {
        var draft = drafts.open(tokens.mine(), form, key).answer();
        return "redirect:"
                + switch (draft.form()) {
                    case REFERRAL -> "/worries/" + draft.key();
                    case SCREENING_DECISION -> "/screening/" + draft.about();
                    case SPECIALIST_INPUT -> "/requests/" + draft.about() + "/inputs";
                };
    }

    @PostMapping("/drafts/{form}/{key}/throw-away")
    String throwAway(@PathVariable DraftForm form, @PathVariable String key, RedirectAttributes flash) {
        drafts.throwAway(tokens.mine(), form, key).answer();
        flash.addFlashAttribute("done", "The draft is thrown away.");
        return "redirect:/drafts";
    }
}
