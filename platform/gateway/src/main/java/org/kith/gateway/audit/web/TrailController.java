package org.kith.gateway.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.audit.Look;
import org.kith.gateway.audit.Trails;
import org.kith.gateway.names.Names;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Who looked at a family, and who tried. */
@Controller
class TrailController {

    private final Trails trails;
    private final Names names;
    private final Tokens tokens;

    TrailController(Trails trails, Names names, Tokens tokens) {
        this.trails = trails;
        this.names = names;
        this.tokens = tokens;
    }

    @GetMapping("/families/{id}/audit")
    String trail(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "0") int offset,
            HttpServletResponse response,
            Model model) {
        var token = tokens.mine();
        int start = Math.max(0, offset);
        var trail = trails.of(token, id, until, start, Listing.ROWS);
        if (trail.nobody()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        model.addAttribute("id", id);
        model.addAttribute("trail", trail);
        model.addAttribute("family", names.ofFamilies(token, List.of(id)).or(id, "This family"));
        model.addAttribute("people", names.ofWorkers(token, staff(trail.looks())));
        model.addAttribute("list", Listing.of(start, trail.total()));
        model.addAttribute(
                "path", "/families/" + id + "/audit" + (trail.until() == null ? "" : "?until=" + trail.until()));
        return "audit";
    }

    private static Stream<@Nullable UUID> staff(List<Look> looks) {
        return looks.stream().map(look -> uuid(look.who()));
    }

    private static @Nullable UUID uuid(String account) {
        try {
            return UUID.fromString(account);
        } catch (IllegalArgumentException notAWorker) {
            return null;
        }
    }
}
