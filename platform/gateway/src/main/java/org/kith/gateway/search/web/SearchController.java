package org.kith.gateway.search.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.search.People;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The search box, and the page of what it found. */
@Controller
class SearchController {

    private static final String PAGE = "search";
    private static final int UNPROCESSABLE = 422;

    /** Each family takes several lines. */
    private static final int ROWS = 20;

    private final People people;
    private final Tokens tokens;

    SearchController(People people, Tokens tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    @GetMapping("/search")
    String box(Model model) {
        return show("", null, model);
    }

    /** What was typed waits in the session; the address that follows has an id that tells nothing. */
    @PostMapping("/search")
    String search(@RequestParam(defaultValue = "") String text, HttpServletRequest request) {
        return "redirect:/search/" + KeptSearches.keep(request.getSession(), text);
    }

    @GetMapping("/search/{id}")
    String results(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int offset,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var text = KeptSearches.find(request.getSession(false), id);
        if (text == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return show("", Problems.one("text", "These results are no longer kept. Type it again"), model);
        }
        var found = people.find(tokens.mine(), text, Math.max(0, offset), ROWS).part();
        if (found.refused() != null && found.refused().status() == UNPROCESSABLE) {
            response.setStatus(UNPROCESSABLE);
            return show(text, Problems.of(found.refused()), model);
        }
        if (found.refused() != null) {
            throw new SaidNo(found.refused());
        }
        if (found.missing() != null) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        model.addAttribute("found", found);
        model.addAttribute("path", "/search/" + id);
        model.addAttribute(
                "list",
                new Listing(
                        Math.max(0, offset),
                        ROWS,
                        found.value() == null ? 0 : found.value().total()));
        return show(text, null, model);
    }

    private static String show(String text, @Nullable Problems problems, Model model) {
        model.addAttribute("text", text);
        model.addAttribute("problems", problems);
        return PAGE;
    }
}
