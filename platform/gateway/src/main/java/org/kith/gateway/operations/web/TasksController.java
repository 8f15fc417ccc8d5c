package org.kith.gateway.operations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Asked;
import org.kith.gateway.neighbours.Neighbour;
import org.kith.gateway.neighbours.Part;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.operations.Tasks;
import org.kith.gateway.operations.Tasks.Kind;
import org.kith.gateway.operations.Tasks.OfKind;
import org.kith.gateway.operations.Tasks.Open;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What administrators and operators have to look at in every service; most of it nothing but a person can tell to be done. */
@Controller
class TasksController {

    private static final String PATH = "/operate/tasks";
    private static final String REASON = "reason";

    private final Tasks tasks;
    private final Tokens tokens;
    private final Acts acts;

    TasksController(Tasks tasks, Tokens tokens, Acts acts) {
        this.tasks = tasks;
        this.tokens = tokens;
        this.acts = acts;
    }

    @GetMapping(PATH)
    String open(Model model) {
        var token = tokens.mine();
        // all are asked before one is waited for
        var asked = Neighbour.OF_FAMILIES.stream()
                .map(service -> new Asking(service, tasks.open(token, service, Listing.ROWS)))
                .toList();
        var answers = asked.stream()
                .map(one -> new OfService(one.service(), one.asked().part()))
                .toList();
        var refused = answers.stream().map(of -> of.tasks().refused()).toList();
        if (refused.stream().allMatch(Objects::nonNull)) {
            throw new SaidNo(Objects.requireNonNull(refused.getFirst()));
        }
        var lists = answers.stream()
                .flatMap(of -> of.tasks().or(Open.none()).kinds().stream().map(kind -> new Listed(of.service(), kind)))
                .toList();
        model.addAttribute("lists", lists);
        model.addAttribute("missing", answers.stream().map(OfService::tasks).toList());
        model.addAttribute("none", lists.isEmpty());
        return "tasks";
    }

    @GetMapping(PATH + "/settle")
    String ask(@RequestParam Neighbour service, @RequestParam Kind kind, @RequestParam String key, Model model) {
        return show(service, kind, key, Typed.nothing(), null, model);
    }

    private static String show(
            Neighbour service, Kind kind, String key, Typed typed, @Nullable Problems problems, Model model) {
        model.addAttribute(
                "form",
                new FormPage(
                        "Say that the task is done",
                        service.words() + ": " + kind.words(),
                        kind.help() + ". The task is about " + key + ".",
                        PATH + "/settle",
                        Stream.of(
                                        Field.hidden("service", service.name()),
                                        Field.hidden("kind", kind.name()),
                                        Field.hidden("key", key),
                                        Field.area(REASON, "What was done about it?", typed)
                                                .hinted("A sentence of 10 characters or more. It is kept"))
                                .toList(),
                        "The task is done",
                        PATH));
        model.addAttribute("problems", problems);
        return "form";
    }

    @PostMapping(PATH + "/settle")
    String settle(
            @RequestParam Neighbour service,
            @RequestParam Kind kind,
            @RequestParam String key,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        return acts.told(
                response,
                flash,
                () -> tasks.settle(tokens.mine(), service, kind, key, typed.text(REASON)),
                PATH,
                "The task is done.",
                problems -> show(service, kind, key, typed, problems, model));
    }

    private record Asking(Neighbour service, Asked<Open> asked) {}

    private record OfService(Neighbour service, Part<Open> tasks) {}

    /** One service's tasks of a kind. */
    record Listed(Neighbour service, OfKind tasks) {}
}
