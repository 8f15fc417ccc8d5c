package org.kith.gateway.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.signin.KeptForm;
import org.kith.gateway.signin.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page, and what is around signing in and out. */
@Controller
class StartController {

    @GetMapping("/")
    String start() {
        return "start";
    }

    @GetMapping("/sign-in")
    String signIn(@RequestParam(required = false) @Nullable String failed) {
        return failed == null ? "redirect:/work" : "sign-in-failed";
    }

    @GetMapping("/signed-out")
    String signedOut() {
        return "signed-out";
    }

    @GetMapping("/accessibility")
    String accessibility() {
        return "accessibility";
    }

    /** Offers again what was typed when a session had ended. */
    @GetMapping("/continue")
    String goOn(HttpServletRequest request, Model model) {
        var kept = KeptForm.take(request, SignedIn.ifAny().map(SignedIn::id).orElse(null));
        if (kept.isEmpty()) {
            return "redirect:/work";
        }
        model.addAttribute("kept", kept.get());
        return "continue";
    }
}
