package org.kith.identity.signin.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.kith.identity.IdentitySettings;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which somebody says who they are. */
@Controller
class SignInController {

    static final String PATH = "/sign-in";

    private static final String WRONG = "wrong";

    /** No user name is longer. */
    private static final int LONGEST_NAME = 100;

    private static final String NAME = "username";

    private final IdentitySettings settings;

    SignInController(IdentitySettings settings) {
        this.settings = settings;
    }

    @GetMapping(PATH)
    String page(
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String wait,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request,
            Model model) {
        if (wait != null) {
            model.addAttribute(
                    WRONG,
                    "Too many tries from here. Wait %d minutes, then try again. If you forgot your password, ring your service desk"
                            .formatted(settings.waitAfterTries().toMinutes()));
        } else if (again != null) {
            model.addAttribute(WRONG, "The page was open for too long. Sign in again");
        } else if (wrong != null) {
            model.addAttribute(WRONG, "The user name or the password is not right, or the account is closed");
            model.addAttribute("wrongAt", NAME);
            model.addAttribute(NAME, keptName(request));
        }
        return "sign-in";
    }

    /** Whoever mistypes a password does not type their name again; it waits in their session and never in an address. */
    static void keepName(HttpServletRequest request) {
        var name = request.getParameter(NAME);
        if (name != null && name.length() <= LONGEST_NAME) {
            request.getSession().setAttribute(NAME, name);
        }
    }

    private static @Nullable Object keptName(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return null;
        }
        var name = session.getAttribute(NAME);
        session.removeAttribute(NAME);
        return name;
    }

    @GetMapping("/")
    String home() {
        return "redirect:" + settings.gatewayAddress() + "/";
    }
}
