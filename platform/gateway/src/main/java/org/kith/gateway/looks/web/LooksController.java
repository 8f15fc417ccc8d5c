package org.kith.gateway.looks.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.looks.Looks;
import org.kith.gateway.looks.Looks.Look;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Who looked at this family: the four services' rows on one line of time, refused looks among them. */
@Controller
class LooksController {

    /** The services give no more at once; the page says if there are older ones. */
    private static final int NEWEST = 200;

    private final Looks looks;
    private final Names names;
    private final Tokens tokens;
    private final Words words;

    LooksController(Looks looks, Names names, Tokens tokens, Words words) {
        this.looks = looks;
        this.names = names;
        this.tokens = tokens;
        this.words = words;
    }

    @GetMapping("/families/{id}/looked")
    String looked(@PathVariable UUID id, Model model) {
        var token = tokens.mine();
        var asked = new EnumMap<Neighbour, Asked<Looks.Page>>(Neighbour.class);
        for (var service : Neighbour.values()) {
            asked.put(service, looks.at(service, token, id, NEWEST));
        }
        var parts = new ArrayList<Part<Looks.Page>>();
        var rows = new ArrayList<Row>();
        long total = 0;
        for (var one : asked.entrySet()) {
            var part = one.getValue().part();
            parts.add(part);
            if (part.value() != null) {
                total += part.value().total();
                part.value().items().forEach(look -> rows.add(row(one.getKey(), look)));
            }
        }
        if (parts.stream().allMatch(part -> part.refused() != null)) {
            throw new SaidNo(new SaidNo.Said(404, "not-found", null, null, null));
        }
        rows.sort(Comparator.comparing(Row::at).reversed());
        model.addAttribute("parts", parts);
        model.addAttribute("rows", rows);
        model.addAttribute("total", total);
        model.addAttribute("people", names.ofWorkers(token, rows.stream().map(Row::worker)));
        model.addAttribute("title", names.ofFamilies(token, List.of(id)).or(id, "This family"));
        model.addAttribute("id", id);
        return "looked";
    }

    private Row row(Neighbour service, Look look) {
        return new Row(
                look.at(),
                worker(look.who()),
                look.agency() == null ? words.code(look.kind()) : "Agency " + look.agency(),
                service.words(),
                look.acts().stream().map(LooksController::act).distinct().toList(),
                look.refused(),
                look.reason());
    }

    private static @Nullable UUID worker(String who) {
        try {
            return UUID.fromString(who);
        } catch (IllegalArgumentException aProgram) {
            return null;
        }
    }

    private static String act(String act) {
        return act.startsWith("denied:")
                ? "refused: " + act.split(":", 3)[1].toLowerCase(Locale.UK).replace('_', ' ')
                : act.replace('.', ' ').replace('-', ' ');
    }

    /** One look as the page shows it. */
    record Row(
            Instant at,
            @Nullable UUID worker,
            String otherwise,
            String part,
            List<String> acts,
            boolean refused,
            @Nullable String reason) {}
}
