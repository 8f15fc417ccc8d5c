package org.kith.gateway.operations.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.operations.Streams;
import org.kith.gateway.operations.Streams.Page;
import org.kith.gateway.operations.Streams.Replayed;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which streams stand still in every service, and reading one again. It shows ids and reasons, never what a fact says. */
@Controller
class StreamsController {

    private static final String PATH = "/operate/streams";

    private final Streams streams;
    private final Tokens tokens;
    private final Acts acts;

    StreamsController(Streams streams, Tokens tokens, Acts acts) {
        this.streams = streams;
        this.tokens = tokens;
        this.acts = acts;
    }

    @GetMapping(PATH)
    String parked(@RequestParam(defaultValue = "0") int offset, Model model) {
        return show(offset, null, model);
    }

    private String show(int offset, @Nullable Problems problems, Model model) {
        var token = tokens.mine();
        int start = Math.max(0, offset);
        var asked = new EnumMap<Neighbour, Asked<Page>>(Neighbour.class);
        for (var service : Neighbour.values()) {
            asked.put(service, streams.parked(token, service, start, Listing.ROWS));
        }
        var services = new ArrayList<OfService>();
        asked.forEach((service, question) -> services.add(new OfService(service, question.part())));
        var refused = services.stream().map(of -> of.streams().refused()).toList();
        if (refused.stream().allMatch(Objects::nonNull)) {
            throw new SaidNo(Objects.requireNonNull(refused.getFirst()));
        }
        long most = services.stream()
                .mapToLong(of -> of.streams().or(new Page(0, List.of())).total())
                .max()
                .orElse(0);
        model.addAttribute("services", services);
        model.addAttribute("none", most == 0);
        model.addAttribute("list", Listing.of(start, most));
        model.addAttribute("problems", problems);
        return "streams";
    }

    @PostMapping(PATH)
    String replay(
            @RequestParam Neighbour service,
            @RequestParam String consumer,
            @RequestParam String publisher,
            @RequestParam String key,
            @RequestParam(defaultValue = "try") String action,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        boolean dryRun = !action.equals("replay");
        return acts.tried(
                response,
                () -> streams.replay(tokens.mine(), service, consumer, publisher, key, dryRun),
                done -> {
                    flash.addFlashAttribute("done", said(done));
                    return PATH;
                },
                problems -> show(0, problems, model));
    }

    private static String said(Replayed done) {
        long unreadable = done.left().stream().filter(fact -> !fact.readable()).count();
        String left = done.left().isEmpty()
                ? "Nothing stands aside any more."
                : "%d still %s aside, %d of them unreadable."
                        .formatted(done.left().size(), done.left().size() == 1 ? "stands" : "stand", unreadable);
        if (done.dryRun()) {
            return "Tried, and nothing was changed: the next %d can be read. ".formatted(done.readable()) + left;
        }
        var aside = done.setAside() == 0
                ? ""
                : "%d set aside as evidence, since another fact had the place. ".formatted(done.setAside());
        return "Read again: %d %s taken up. ".formatted(done.applied(), done.applied() == 1 ? "fact was" : "facts were")
                + aside
                + left;
    }

    /** One service and its streams. */
    record OfService(Neighbour service, Part<Page> streams) {}
}
