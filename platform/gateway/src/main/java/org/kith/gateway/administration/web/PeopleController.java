package org.kith.gateway.administration.web;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.administration.Staff;
import org.kith.gateway.administration.Staff.Accounts;
import org.kith.gateway.administration.Staff.Entry;
import org.kith.gateway.administration.Staff.Line;
import org.kith.gateway.administration.Staff.Register;
import org.kith.gateway.administration.Staff.Role;
import org.kith.gateway.neighbours.Away;
import org.kith.gateway.neighbours.SaidNo;
import org.kith.gateway.pages.Acts;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.FormPage;
import org.kith.gateway.pages.Listing;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Typed;
import org.kith.gateway.pages.Words;
import org.kith.gateway.signin.Tokens;
import org.kith.gateway.teams.Teams;
import org.kith.gateway.teams.Teams.Team;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who works here: list, one person, somebody new, roles from a day, leaving on a day. */
@Controller
class PeopleController {

    private static final String PEOPLE = "/administration";
    private static final String FORM = "form";
    private static final String KEPT = "kept";
    private static final String FROM = "from";
    private static final String ROLE = "role";
    private static final String TEAM = "team";
    private static final String DONE = "done";

    private static final List<Option> KINDS = List.of(
            new Option("staff", "Works with families, or for those who do"),
            new Option("analyst", "Reads figures alone"));

    private static final List<Option> ROLES = List.of(
            new Option("SOCIAL_WORKER", "Social worker"),
            new Option("TEAM_MANAGER", "Team manager"),
            new Option("SPECIALIST", "Specialist"),
            new Option("SCREENING_WORKER", "Screening worker"),
            new Option("ALLOCATION_DUTY", "Allocation duty"),
            new Option("PRACTICE_LEAD", "Practice lead"),
            new Option("PERFORMANCE_ANALYST", "Performance analyst"),
            new Option("ADMINISTRATOR", "Administrator"));

    private final Staff staff;
    private final Teams teams;
    private final Tokens tokens;
    private final Acts acts;
    private final Words words;

    PeopleController(Staff staff, Teams teams, Tokens tokens, Acts acts, Words words) {
        this.staff = staff;
        this.teams = teams;
        this.tokens = tokens;
        this.acts = acts;
        this.words = words;
    }

    @GetMapping(PEOPLE)
    String people(@RequestParam(defaultValue = "0") int offset, Model model) {
        return list("", Math.max(0, offset), model);
    }

    /** A name is asked for in the body: no address of ours has a person in it, and that is one. */
    @PostMapping(PEOPLE)
    String find(@RequestParam(defaultValue = "") String name, Model model) {
        return list(name, 0, model);
    }

    private String list(String name, int offset, Model model) {
        var token = tokens.mine();
        var register = staff.register(token, name, offset, Listing.ROWS).part();
        if (register.refused() != null) {
            throw new SaidNo(register.refused());
        }
        var items = register.or(new Register(0, List.of())).items();
        model.addAttribute("register", register);
        model.addAttribute(
                "accounts",
                staff.accounts(token, items.stream().map(Line::workerId).toList())
                        .part());
        model.addAttribute("name", name);
        model.addAttribute(
                "list",
                Listing.of(offset, register.or(new Register(0, List.of())).total()));
        return "administration";
    }

    @GetMapping("/administration/people/{id}")
    String person(@PathVariable UUID id, Model model) {
        var token = tokens.mine();
        var entry = staff.worker(token, id);
        var accounts = staff.accounts(token, List.of(id)).part();
        model.addAttribute("entry", entry.answer());
        model.addAttribute("accounts", accounts);
        model.addAttribute("account", accounts.or(new Accounts(List.of())).of(id));
        return "administration-person";
    }

    @GetMapping("/administration/people/new")
    String askForNew(Model model) {
        return showNew(Typed.nothing(), null, model);
    }

    private String showNew(Typed typed, @Nullable Problems problems, Model model) {
        return show(
                new FormPage(
                        "Somebody new",
                        null,
                        "They get a link for once by which they choose a password. More roles can be given afterwards.",
                        "/administration/people/new",
                        List.of(
                                Field.text("name", "The name colleagues know them by", typed),
                                Field.text("username", "What they type to sign in", typed)
                                        .hinted("Letters, digits, dots and hyphens, such as kim.example"),
                                Field.radios("kind", "What they do", typed, KINDS),
                                Field.select(ROLE, "Role", typed, ROLES),
                                Field.select(TEAM, "Team", typed, teamChoices())
                                        .hinted("None for a role that is for the whole county"),
                                Field.date(FROM, "From which day? Leave it empty for today", typed)),
                        "Let them in",
                        PEOPLE),
                problems,
                model);
    }

    /** Worker first: that door decides whether the asker may; then the account. Sent again, it goes on where it stopped. */
    @PostMapping("/administration/people/new")
    String letIn(HttpServletRequest request, HttpServletResponse response, Model model) {
        var typed = Typed.in(request);
        var day = day(typed);
        Function<Problems, String> again = problems -> showNew(typed, problems, model);
        var wrong = new ArrayList<Problems.Item>();
        for (var field : Map.of(
                        "name",
                        "Give a name",
                        "username",
                        "Give a user name",
                        "kind",
                        "Choose one",
                        ROLE,
                        "Choose a role")
                .entrySet()) {
            if (typed.said(field.getKey()) == null) {
                wrong.add(Problems.about(field.getKey(), field.getValue()));
            }
        }
        if (day == null && typed.hasDate(FROM)) {
            wrong.add(Problems.about(FROM, "Give day, month and year as numbers of a real day"));
        }
        if (!wrong.isEmpty()) {
            return acts.again(response, new Problems(wrong), again);
        }
        var token = tokens.mine();
        var id = UuidCreator.getTimeOrderedEpoch();
        var name = String.valueOf(typed.said("name"));
        try {
            staff.accounts(token, List.of()).answer();
            staff.hold(token, id, name, List.of(role(typed)), day).answer();
            var link = staff.letIn(
                            token, id, String.valueOf(typed.said("username")), name, String.valueOf(typed.said("kind")))
                    .answer();
            return showLink(id, name, link, model);
        } catch (SaidNo no) {
            if (no.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                throw no;
            }
            takeBack(token, id);
            response.setStatus(no.status());
            return again.apply(Problems.of(no.said()));
        } catch (Away away) {
            takeBack(token, id);
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return again.apply(Problems.away(away.missing(), words));
        }
    }

    /** A worker whose account was not made holds nothing. */
    private void takeBack(String token, UUID id) {
        staff.giveUpPlan(token, id).part();
        staff.leave(token, id, null).part();
    }

    private static Role role(Typed typed) {
        var team = typed.said(TEAM);
        return new Role(String.valueOf(typed.said(ROLE)), team == null ? "COUNTY" : team, null);
    }

    private static String showLink(UUID id, String name, Staff.Link link, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("name", name);
        model.addAttribute("link", link);
        return "administration-link";
    }

    /** The link is in this answer alone: no redirect, since it would have to be kept somewhere in between. */
    @PostMapping("/administration/people/{id}/link")
    String newLink(@PathVariable UUID id, Model model) {
        var token = tokens.mine();
        var name = staff.worker(token, id).answer().name();
        return showLink(id, name, staff.newLink(token, id).answer(), model);
    }

    @GetMapping("/administration/people/{id}/roles")
    String askForRoles(@PathVariable UUID id, Model model) {
        var entry = staff.worker(tokens.mine(), id).answer();
        return showRoles(entry, values(entry.roles()), Typed.nothing(), null, model);
    }

    private String showRoles(Entry entry, List<String> kept, Typed typed, @Nullable Problems problems, Model model) {
        return show(
                new FormPage(
                        "Change roles and name",
                        entry.name(),
                        "What is not ticked ends on that day. What they led gets a new lead by a task of the team.",
                        "/administration/people/" + entry.workerId() + "/roles",
                        List.of(
                                typed.said("name") == null
                                        ? new Field(
                                                "text",
                                                "name",
                                                "The name colleagues know them by",
                                                null,
                                                entry.name(),
                                                List.of())
                                        : Field.text("name", "The name colleagues know them by", typed),
                                Field.checkboxes(
                                        KEPT,
                                        "Roles they keep",
                                        kept,
                                        entry.roles().stream()
                                                .map(role -> new Option(
                                                        role.value(), words.code(role.role()) + ", " + role.where()))
                                                .toList()),
                                Field.select(ROLE, "One more role", typed, ROLES),
                                Field.select(TEAM, "Its team", typed, teamChoices())
                                        .hinted("None for a role that is for the whole county"),
                                Field.date(FROM, "From which day? Leave it empty for today", typed)),
                        "Keep it",
                        "/administration/people/" + entry.workerId()),
                problems,
                model);
    }

    @PostMapping("/administration/people/{id}/roles")
    String change(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> kept,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var token = tokens.mine();
        var entry = staff.worker(token, id).answer();
        var ticked = kept == null ? List.<String>of() : kept;
        Function<Problems, String> again = problems -> showRoles(entry, ticked, typed, problems, model);
        var roles = new LinkedHashSet<Role>();
        entry.roles().stream().filter(role -> ticked.contains(role.value())).forEach(roles::add);
        if (typed.said(ROLE) != null) {
            roles.add(role(typed));
        }
        var day = day(typed);
        var wrong = new ArrayList<Problems.Item>();
        if (roles.isEmpty()) {
            wrong.add(Problems.about(KEPT, "Keep or add one role. Somebody who leaves is put out instead"));
        }
        if (day == null && typed.hasDate(FROM)) {
            wrong.add(Problems.about(FROM, "Give day, month and year as numbers of a real day"));
        }
        if (!wrong.isEmpty()) {
            return acts.again(response, new Problems(wrong), again);
        }
        return acts.tried(
                response,
                () -> staff.hold(
                        token,
                        id,
                        typed.said("name") == null ? entry.name() : String.valueOf(typed.said("name")),
                        roles,
                        day),
                line -> {
                    flash.addFlashAttribute(
                            DONE, day == null ? "It is changed." : "It is kept for " + words.day(day) + ".");
                    return "/administration/people/" + id;
                },
                again);
    }

    @PostMapping("/administration/people/{id}/plan/give-up")
    String giveUpPlan(@PathVariable UUID id, RedirectAttributes flash) {
        staff.giveUpPlan(tokens.mine(), id).answer();
        flash.addFlashAttribute(DONE, "What was planned is given up.");
        return "redirect:/administration/people/" + id;
    }

    @GetMapping("/administration/people/{id}/leave")
    String askToLeave(@PathVariable UUID id, Model model) {
        return showLeave(staff.worker(tokens.mine(), id).answer(), Typed.nothing(), null, model);
    }

    private String showLeave(Entry entry, Typed typed, @Nullable Problems problems, Model model) {
        return show(
                new FormPage(
                        "Somebody leaves",
                        entry.name(),
                        "From that day they hold no role and cannot sign in. Whoever is signed in today is signed out at once. What they"
                                + " led gets a task for their manager.",
                        "/administration/people/" + entry.workerId() + "/leave",
                        List.of(Field.date(FROM, "First day without them? Leave it empty for now", typed)),
                        "Put them out",
                        "/administration/people/" + entry.workerId()),
                problems,
                model);
    }

    /** Roles and account; each is done again without harm, so that whoever meets a service that is away sends it again. */
    @PostMapping("/administration/people/{id}/leave")
    String leave(
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Model model) {
        var typed = Typed.in(request);
        var token = tokens.mine();
        var entry = staff.worker(token, id).answer();
        var day = day(typed);
        Function<Problems, String> again = problems -> showLeave(entry, typed, problems, model);
        if (day == null && typed.hasDate(FROM)) {
            return acts.again(response, Problems.one(FROM, "Give day, month and year as numbers of a real day"), again);
        }
        try {
            boolean hasAccount = staff.accounts(token, List.of(id)).answer().of(id) != null;
            staff.leave(token, id, day).answer();
            if (hasAccount) {
                staff.putOut(token, id, day);
            }
            flash.addFlashAttribute(
                    DONE, day == null ? "They are out and signed out." : "They are out from " + words.day(day) + ".");
            return "redirect:/administration/people/" + id;
        } catch (SaidNo no) {
            if (no.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                throw no;
            }
            response.setStatus(no.status());
            return again.apply(Problems.of(no.said()));
        } catch (Away away) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return again.apply(Problems.away(away.missing(), words));
        }
    }

    @PostMapping("/administration/people/{id}/return")
    String comeBack(@PathVariable UUID id, RedirectAttributes flash) {
        staff.letInAgain(tokens.mine(), id).answer();
        flash.addFlashAttribute(DONE, "They can sign in again. Give them their roles.");
        return "redirect:/administration/people/" + id + "/roles";
    }

    private List<Option> teamChoices() {
        var all = teams.all(tokens.mine()).part().value();
        return all == null
                ? List.of()
                : Arrays.stream(all)
                        .filter(team -> team.closedFrom() == null)
                        .map((Team team) -> new Option(team.code(), team.name() + " (" + team.code() + ")"))
                        .toList();
    }

    private static List<String> values(List<Role> roles) {
        return roles.stream().map(Role::value).toList();
    }

    private static @Nullable LocalDate day(Typed typed) {
        return typed.date(FROM);
    }

    private static String show(FormPage form, @Nullable Problems problems, Model model) {
        model.addAttribute(FORM, form);
        model.addAttribute("parts", List.of());
        model.addAttribute("problems", problems);
        return FORM;
    }
}
