package org.kith.gateway.worries.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.GatewaySettings;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.worries.Codes;
import org.kith.gateway.worries.Codes.Lists;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Makes the link that a school, a surgery or a station puts where its staff find it. Nothing is kept of it. */
@Controller
class OwnLinkController {

    private final Codes codes;
    private final Tokens tokens;
    private final GatewaySettings settings;

    OwnLinkController(Codes codes, Tokens tokens, GatewaySettings settings) {
        this.codes = codes;
        this.tokens = tokens;
        this.settings = settings;
    }

    @GetMapping("/worries/link")
    String link(
            @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String source,
            Model model) {
        var lists = codes.forForm(tokens::intake);
        var own = OwnLink.of(organisation, source);
        model.addAttribute("lists", lists);
        model.addAttribute(
                "fields",
                List.of(
                        new Field(
                                "text",
                                "organisation",
                                "Name of your school, surgery or station",
                                null,
                                own.organisation(),
                                List.of()),
                        new Field(
                                "select",
                                "source",
                                "What it is",
                                null,
                                own.source(),
                                lists.or(Lists.none()).referralSources().stream()
                                        .map(code -> new Field.Option(code.code(), code.text()))
                                        .toList())));
        if (organisation != null || source != null) {
            var problems = wrong(own, organisation);
            model.addAttribute("problems", problems);
            model.addAttribute("link", problems == null ? own.under(settings.address()) : null);
        }
        return "worry-link";
    }

    private static @Nullable Problems wrong(OwnLink own, @Nullable String organisation) {
        var items = new ArrayList<Problems.Item>();
        if (own.organisation().isEmpty()) {
            items.add(Problems.about(
                    "organisation",
                    organisation == null || organisation.isBlank()
                            ? "Say what it is called"
                            : "Give a name of 200 characters at most"));
        }
        if (own.source().isEmpty()) {
            items.add(Problems.about("source", "Choose what it is"));
        }
        return items.isEmpty() ? null : new Problems(items);
    }
}
