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
        model.addAttribute("wrong", wrong != null);
        model.addAttribute("wait", wait != null);
        model.addAttribute("again", again != null);
        model.addAttribute("minutes", settings.waitAfterTries().toMinutes());
        model.addAttribute("gateway", settings.gatewayAddress());
        return "sign-in";
    }

    @GetMapping("/")
    String home() {
        return "redirect:" + settings.gatewayAddress() + "/";
    }
}
