package org.kith.identity.accounts.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.identity.accounts.MakeAccount;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;

/** An account as the operator sends it. */
record AccountForm(
        @Nullable UUID accountId,
        @Nullable String username,
        @Nullable String password,
        @Nullable String displayName,
        @Nullable String council,
        @Nullable String kind) {

    private static final Set<String> KINDS = Set.of("staff", "analyst", "operator");

    /** Bcrypt reads no further than 72 bytes. */
    private static final int LONGEST_PASSWORD = 72;

    MakeAccount checked() {
        var problems = new ArrayList<FieldProblem>();
        if (accountId == null) {
            problems.add(new FieldProblem("accountId", "missing", "Give the account's id, a UUID"));
        }
        if (username == null || !username.matches("[A-Za-z0-9][A-Za-z0-9._@-]{1,99}")) {
            problems.add(new FieldProblem(
                    "username", "not-a-username", "2 to 100 letters, digits, dots, hyphens, underscores or @"));
        }
        if (password == null || password.length() < 8 || password.length() > LONGEST_PASSWORD) {
            problems.add(new FieldProblem("password", "length", "8 to 72 characters"));
        }
        if (displayName == null || displayName.isBlank() || displayName.length() > 200) {
            problems.add(new FieldProblem("displayName", "length", "1 to 200 characters"));
        }
        if (council == null || !council.matches("[EWSN]\\d{8}")) {
            problems.add(new FieldProblem("council", "not-a-council", "An ONS code such as E10000017"));
        }
        if (kind == null || !KINDS.contains(kind)) {
            problems.add(new FieldProblem("kind", "unknown-code", "One of staff, analyst, operator"));
        }
        if (!problems.isEmpty()
                || accountId == null
                || username == null
                || password == null
                || displayName == null
                || council == null
                || kind == null) {
            throw new Invalid(List.copyOf(problems));
        }
        return new MakeAccount(accountId, username, password, displayName.strip(), council, kind);
    }
}
