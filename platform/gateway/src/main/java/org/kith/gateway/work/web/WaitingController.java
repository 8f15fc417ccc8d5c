package org.kith.gateway.work.web;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.names.Names;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.work.Waits;
import org.kith.gateway.work.Waits.Item;
import org.kith.gateway.work.Waits.Kind;
import org.kith.gateway.work.Waits.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything that waits anywhere, with its owner and its limit: how much of each kind, and one kind's list. */
@Controller
class WaitingController {

    private static final int UUID_LENGTH = 36;

    private final Waits waits;
    private final Names names;
    private final Tokens tokens;

    WaitingController(Waits waits, Names names, Tokens tokens) {
        this.waits = waits;
        this.names = names;
        this.tokens = tokens;
    }

    @GetMapping("/waiting")
    String all(Model model) {
        var token = tokens.mine();
        var asked = new EnumMap<Neighbour, Asked<Waits.Counts>>(Neighbour.class);
        for (var kind : Kind.values()) {
            asked.computeIfAbsent(kind.service(), service -> waits.counts(token, service));
        }
        var parts = new EnumMap<Neighbour, Part<Waits.Counts>>(Neighbour.class);
        asked.forEach((service, counts) -> parts.put(service, counts.part()));
        model.addAttribute(
                "counts",
                Arrays.stream(Kind.values())
                        .map(kind -> new Count(
                                kind,
                                Objects.requireNonNull(parts.get(kind.service()))
                                        .as(counts -> counts.of(kind))))
                        .toList());
        model.addAttribute(
                "missing",
                parts.values().stream().filter(part -> part.missing() != null).toList());
        return "waiting";
    }

    @GetMapping("/waiting/list")
    String kind(@RequestParam Kind kind, @RequestParam(defaultValue = "0") int offset, Model model) {
        var token = tokens.mine();
        var page = waits.of(token, kind, Math.max(0, offset), Listing.ROWS).part();
        var items = page.or(new Page(0, List.of())).items();
        model.addAttribute("kind", kind);
        model.addAttribute("waits", page);
        if (kind == Kind.TEAM_CLOSED_WITH_FAMILIES) {
            model.addAttribute("teams", names.ofTeams(token));
        }
        model.addAttribute("owners", names.ofWorkers(token, items.stream().map(WaitingController::worker)));
        model.addAttribute(
                "titles",
                names.ofFamilies(
                        token,
                        items.stream()
                                .map(Item::familyId)
                                .filter(id -> id != null && id.length() == UUID_LENGTH)
                                .map(UUID::fromString)
                                .toList()));
        model.addAttribute(
                "list", Listing.of(offset, page.or(new Page(0, List.of())).total()));
        return "waiting-list";
    }

    /** The worker who is to do it, where it is one and not a role. */
    private static @Nullable UUID worker(Item item) {
        return item.ownerCode().length() == UUID_LENGTH ? UUID.fromString(item.ownerCode()) : null;
    }

    /** How much of a kind waits, and the one whose limit is next. */
    record Count(Kind kind, Part<Waits.Count> part) {}
}
