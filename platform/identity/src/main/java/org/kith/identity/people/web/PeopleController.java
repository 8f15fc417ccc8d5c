package org.kith.identity.people.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.identity.people.OnceLink;
import org.kith.identity.people.PeopleAccounts;
import org.kith.identity.people.PersonAccount;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The administrators' door to the accounts of their council's people. */
@RestController
class PeopleController {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleController.class);
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 200;

    /** An operator's account is made by the operator. */
    private static final Set<String> KINDS = Set.of("staff", "analyst");

    record InviteForm(
            @Nullable UUID accountId,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String kind) {}

    record IdsForm(@Nullable List<UUID> ids) {}

    record LeaveForm(@Nullable LocalDate on) {}

    record AccountsView(List<PersonAccount> items) {}

    private final PeopleAccounts people;
    private final Administrators administrators;

    PeopleController(PeopleAccounts people, Administrators administrators) {
        this.people = people;
        this.administrators = administrators;
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    OnceLink invite(@RequestBody InviteForm form, @AuthenticationPrincipal Jwt token) {
        var council = administrators.councilOf(token);
        var problems = new ArrayList<FieldProblem>();
        if (form.accountId() == null) {
            problems.add(new FieldProblem("accountId", "missing", "Give the account's id, a UUID"));
        }
        if (form.username() == null || !form.username().matches("[A-Za-z0-9][A-Za-z0-9._@-]{1,99}")) {
            problems.add(new FieldProblem(
                    "username", "not-a-username", "2 to 100 letters, digits, dots, hyphens, underscores or @"));
        }
        if (form.displayName() == null
                || form.displayName().isBlank()
                || form.displayName().length() > LONGEST_NAME) {
            problems.add(new FieldProblem("displayName", "length", "1 to %d characters".formatted(LONGEST_NAME)));
        }
        if (form.kind() == null || !KINDS.contains(form.kind())) {
            problems.add(new FieldProblem("kind", "unknown-code", "One of staff, analyst"));
        }
        if (!problems.isEmpty()
                || form.accountId() == null
                || form.username() == null
                || form.displayName() == null
                || form.kind() == null) {
            throw new Invalid(List.copyOf(problems));
        }
        var link = people.invite(
                form.accountId(), form.username(), form.displayName().strip(), council, form.kind());
        note("made", form.accountId(), token);
        return link;
    }

    @PostMapping("/people/{accountId}/link")
    OnceLink link(@PathVariable UUID accountId, @AuthenticationPrincipal Jwt token) {
        var link = people.invite(accountId, administrators.councilOf(token));
        note("given a new link", accountId, token);
        return link;
    }

    @PostMapping("/people/{accountId}/leave")
    PersonAccount leave(
            @PathVariable UUID accountId,
            @RequestBody(required = false) @Nullable LeaveForm form,
            @AuthenticationPrincipal Jwt token) {
        var account = people.leave(accountId, administrators.councilOf(token), form == null ? null : form.on());
        note(account.disabled() ? "disabled" : "told a day to leave", accountId, token);
        return account;
    }

    @PostMapping("/people/{accountId}/return")
    PersonAccount comeBack(@PathVariable UUID accountId, @AuthenticationPrincipal Jwt token) {
        var account = people.comeBack(accountId, administrators.councilOf(token));
        note("enabled", accountId, token);
        return account;
    }

    @PostMapping("/people/accounts")
    AccountsView accounts(@RequestBody IdsForm form, @AuthenticationPrincipal Jwt token) {
        var council = administrators.councilOf(token);
        if (form.ids() == null || form.ids().size() > MOST) {
            throw new Invalid(List.of(new FieldProblem("ids", "too-many", "Ask for %d at most".formatted(MOST))));
        }
        return new AccountsView(people.seen(form.ids(), council));
    }

    private static void note(String done, UUID accountId, Jwt token) {
        LOG.info("Account {} was {} by administrator {}", accountId, done, token.getSubject());
    }
}
