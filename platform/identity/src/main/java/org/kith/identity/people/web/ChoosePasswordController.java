package org.kith.identity.people.web;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kith.identity.IdentitySettings;
import org.kith.identity.people.PeopleAccounts;
import org.kith.platform.refusal.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind a link for once: whoever has the link chooses a password, and signs in with it. */
@Controller
class ChoosePasswordController {

    static final String PATH = "/choose-password";

    private static final String PAGE = "choose-password";
    private static final int SHORTEST = 12;

    /** Bcrypt reads no further. */
    private static final int MOST_BYTES = 72;

    private final PeopleAccounts people;
    private final IdentitySettings settings;

    ChoosePasswordController(PeopleAccounts people, IdentitySettings settings) {
        this.people = people;
        this.settings = settings;
    }

    @GetMapping(PATH)
    String page(@RequestParam(defaultValue = "") String once, HttpServletResponse response, Model model) {
        return show(once, null, response, model);
    }

    @PostMapping(PATH)
    String choose(
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletResponse response,
            Model model) {
        String problem = problem(password, again);
        if (problem != null) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return show(once, problem, response, model);
        }
        try {
            people.choose(once, password);
        } catch (Refusal gone) {
            return show(once, null, response, model);
        }
        return "redirect:" + settings.gatewayAddress() + "/work";
    }

    private static @Nullable String problem(String password, String again) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return "Use at least %d characters; three or more words are easy to remember".formatted(SHORTEST);
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return "Use %d characters at most".formatted(MOST_BYTES);
        }
        return password.equals(again) ? null : "The two passwords are not the same";
    }

    private String show(String once, @Nullable String problem, HttpServletResponse response, Model model) {
        var account = people.invitedBy(once);
        if (account.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        model.addAttribute("username", account.map(one -> one.username()).orElse(null));
        model.addAttribute("once", once);
        if (problem != null) {
            model.addAttribute("wrong", problem);
            model.addAttribute("wrongAt", "password");
        }
        return PAGE;
    }
}
