package org.kith.identity.signin.web;

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

    private final IdentitySettings settings;

    SignInController(IdentitySettings settings) {
        this.settings = settings;
    }

    @GetMapping(PATH)
    String page(
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String wait,
            @RequestParam(required = false) @Nullable String again,
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
            model.addAttribute("wrongAt", "username");
        }
        return "sign-in";
    }

    @GetMapping("/")
    String home() {
        return "redirect:" + settings.gatewayAddress() + "/";
    }
}
