package org.kith.gateway.status.web;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Neighbours;
import org.kith.gateway.pages.Words;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Which parts of Kith answer, for anybody. */
@Controller
class StatusController {

    private final Neighbours neighbours;
    private final Words words;
    private final Clock clock;

    private final String outside;

    StatusController(
            Neighbours neighbours, Words words, Clock clock, @Value("${kith.gateway.status-page}") String outside) {
        this.neighbours = neighbours;
        this.words = words;
        this.clock = clock;
        this.outside = outside;
    }

    @GetMapping("/status")
    String status(Model model) {
        var parts = Arrays.stream(Neighbour.values()).map(this::line).toList();
        model.addAttribute("parts", List.of());
        model.addAttribute("lines", parts);
        model.addAttribute("well", parts.stream().allMatch(line -> line.since() == null));
        model.addAttribute("outside", outside);
        model.addAttribute("now", words.when(clock.instant()));
        return "status";
    }

    private Line line(Neighbour neighbour) {
        var since = neighbours.awaySince(neighbour);
        return new Line(neighbour.words(), since == null ? null : words.time(since));
    }

    /** One part, and since when it has not answered. */
    record Line(String part, @Nullable String since) {}
}
