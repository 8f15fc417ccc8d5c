package org.kith.gateway.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.administration.Staff;
import org.kith.gateway.administration.Staff.Line;
import org.kith.gateway.administration.Staff.Register;
import org.kith.gateway.families.Families;
import org.kith.gateway.families.Families.Lists;
import org.kith.gateway.families.Families.Restricted;
import org.kith.gateway.families.Families.RestrictedFamily;
import org.kith.gateway.names.Names;
import org.kith.gateway.names.Names.Called;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.signin.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which workers may see a family: its two lists, and all families that have one. */
@Controller
class AccessController {

    /** So many of a name are offered; more of the name finds fewer. */
    private static final int MOST_FOUND = 10;

    /** The lists as they were when the form was shown, and what is ticked on it. */
    private record Ticked(Set<UUID> offered, List<UUID> onlyThese, List<UUID> never) {}

    private final Families families;
    private final Staff staff;
    private final Names names;
    private final Tokens tokens;
    private final Acts acts;
    private final Clock clock;

    AccessController(Families families, Staff staff, Names names, Tokens tokens, Acts acts, Clock clock) {
        this.families = families;
        this.staff = staff;
        this.names = names;
        this.tokens = tokens;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping("/families/restricted")
    String restricted(@RequestParam(defaultValue = "0") int offset, Model model) {
        var token = tokens.mine();
        int from = Math.max(0, offset);
        var listed = families.restricted(token, from, Listing.ROWS).part();
        if (listed.refused() != null) {
            throw new SaidNo(listed.refused());
        }
        var page = listed.or(new Restricted(0, List.of()));
        model.addAttribute("restricted", listed);
        model.addAttribute(
                "titles",
                names.ofFamilies(
                        token,
                        page.items().stream().map(RestrictedFamily::familyId).toList()));
        model.addAttribute("now", clock.instant());
        model.addAttribute("list", Listing.of(from, page.total()));
        return "restricted";
    }

    @GetMapping("/families/{id}/access")
    String access(@PathVariable UUID id, Model model) {
        var lists = families.lists(tokens.mine(), id).answer();
        return show(
                id,
                lists,
                new Ticked(offered(lists), lists.onlyThese(), lists.never()),
                Typed.nothing(),
                null,
                List.of(),
                model);
    }

    private static Set<UUID> offered(Lists lists) {
        var offered = new LinkedHashSet<>(lists.onlyThese());
        offered.addAll(lists.worksWithIt());
        offered.addAll(lists.never());
        return offered;
    }

    /** One form, two buttons: the one offers more workers by name, the other keeps the lists as they are ticked. */
    @PostMapping("/families/{id}/access")
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<UUID> offered,
            @RequestParam(defaultValue = "") List<UUID> onlyThese,
            @RequestParam(defaultValue = "") List<UUID> never,
            @RequestParam(defaultValue = "") List<UUID> seenOnlyThese,
            @RequestParam(defaultValue = "") List<UUID> seenNever,
            @RequestParam(defaultValue = "false") boolean seenRestricted,
            @RequestParam(defaultValue = "keep") String act,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var ticked = new Ticked(new LinkedHashSet<>(offered), onlyThese, never);
        if (act.equals("find")) {
            return find(id, ticked, typed, response, model);
        }
        return acts.told(
                response,
                flash,
                () -> families.changeLists(
                        tokens.mine(),
                        id,
                        Map.of(
                                "onlyThese", onlyThese,
                                "never", never,
                                "seenOnlyThese", seenOnlyThese,
                                "seenNever", seenNever,
                                "seenRestricted", seenRestricted,
                                "reason", typed.text("reason"))),
                "/families/" + id + "/access",
                "The lists are kept.",
                problems -> againAsTheyAreNow(id, ticked, seenOnlyThese, seenNever, typed, problems, model));
    }

    /** Whoever was overtaken sees what is kept now, and not their own ticks over it. */
    private String againAsTheyAreNow(
            UUID id,
            Ticked ticked,
            List<UUID> seenOnlyThese,
            List<UUID> seenNever,
            Typed typed,
            Problems problems,
            Model model) {
        var lists = families.lists(tokens.mine(), id).answer();
        boolean overtaken = !Set.copyOf(lists.onlyThese()).equals(Set.copyOf(seenOnlyThese))
                || !Set.copyOf(lists.never()).equals(Set.copyOf(seenNever));
        return show(
                id,
                lists,
                overtaken ? new Ticked(ticked.offered(), lists.onlyThese(), lists.never()) : ticked,
                typed,
                problems,
                List.of(),
                model);
    }

    private String find(UUID id, Ticked ticked, Typed typed, HttpServletResponse response, Model model) {
        var name = typed.said("name");
        if (name == null) {
            return acts.again(
                    response,
                    Problems.one("name", "Type a part of the name"),
                    problems -> again(id, ticked, typed, problems, model));
        }
        var register = staff.register(tokens.mine(), name, 0, MOST_FOUND).part();
        var found = register.or(new Register(0, List.of()));
        if (register.here() && found.items().isEmpty()) {
            return acts.again(
                    response,
                    Problems.one("name", "Nobody has a name like that"),
                    problems -> again(id, ticked, typed, problems, model));
        }
        found.items().forEach(one -> ticked.offered().add(one.workerId()));
        model.addAttribute("register", register);
        model.addAttribute(
                "found",
                found.total() > MOST_FOUND
                        ? "These are %d of %d. Type more of the name if nobody of them is meant."
                                .formatted(MOST_FOUND, found.total())
                        : found.total() == 1
                                ? "1 worker more can be ticked below."
                                : found.total() + " workers more can be ticked below.");
        var lists = families.lists(tokens.mine(), id).answer();
        return show(id, lists, ticked, typed, null, found.items(), model);
    }

    private String again(UUID id, Ticked ticked, Typed typed, Problems problems, Model model) {
        return show(id, families.lists(tokens.mine(), id).answer(), ticked, typed, problems, List.of(), model);
    }

    private String show(
            UUID id,
            Lists lists,
            Ticked ticked,
            Typed typed,
            @Nullable Problems problems,
            List<Line> found,
            Model model) {
        var token = tokens.mine();
        var offered = new LinkedHashSet<>(ticked.offered());
        offered.addAll(offered(lists));
        var decider = lists.decidedBy();
        var people = names.ofWorkers(
                token,
                Stream.concat(offered.stream(), Stream.ofNullable(decider).map(UUID::fromString)));
        var options = offered.stream()
                .map(worker -> new Option(worker.toString(), called(worker, people, found), hint(worker, lists, found)))
                .toList();
        model.addAttribute("id", id);
        model.addAttribute("lists", lists);
        model.addAttribute("people", people);
        model.addAttribute("family", names.ofFamilies(token, List.of(id)).or(id, "A family"));
        model.addAttribute("offered", offered);
        model.addAttribute(
                "only",
                Field.checkboxes("onlyThese", "Only these may see it", texts(ticked.onlyThese()), options)
                        .hinted(
                                "Leave all empty, and everybody may whose role lets them. You can change the list even if you are not on it"));
        model.addAttribute(
                "never",
                Field.checkboxes("never", "These may never see it", texts(ticked.never()), options)
                        .hinted("Such as somebody whose own family it is. It beats everything else"));
        model.addAttribute("name", Field.text("name", "Somebody else", typed).hinted("A part of their name"));
        model.addAttribute("reason", Field.area("reason", "Why?", typed));
        model.addAttribute("problems", problems);
        return "access";
    }

    private static String called(UUID worker, Called people, List<Line> found) {
        return found.stream()
                .filter(one -> one.workerId().equals(worker))
                .map(Line::name)
                .findFirst()
                .orElseGet(() -> people.or(worker, "A worker"));
    }

    private static @Nullable String hint(UUID worker, Lists lists, List<Line> found) {
        if (lists.worksWithIt().contains(worker)) {
            return "Works with it now";
        }
        return found.stream()
                .filter(one -> one.workerId().equals(worker))
                .flatMap(one -> one.roles().stream())
                .map(role -> role.where())
                .findFirst()
                .orElse(null);
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
