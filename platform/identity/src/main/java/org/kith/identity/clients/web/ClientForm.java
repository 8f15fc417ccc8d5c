package org.kith.identity.clients.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kith.identity.clients.ClientAbout;
import org.kith.identity.clients.MakeClient;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;

/** A client as the operator sends it. Without a kind it is an agency's. */
record ClientForm(
        @Nullable String clientId,
        @Nullable String secret,
        @Nullable String agency,
        @Nullable String council,
        @Nullable Set<String> scopes,
        @Nullable String kind) {

    /** Which scopes a kind may hold: an agency only ever writes. */
    private static final Map<String, Set<String>> SCOPES = Map.of(
            "agency", Set.of("referrals.write", "backfill"),
            "analyst", Set.of("kith"),
            "operator", Set.of("operate", "backfill", "kith", "referrals.write"));

    MakeClient checked() {
        var problems = new ArrayList<FieldProblem>();
        String ofKind = kind == null ? "agency" : kind;
        if (clientId == null || !clientId.matches("[a-z0-9][a-z0-9._-]{1,99}")) {
            problems.add(new FieldProblem(
                    "clientId", "not-a-client-id", "2 to 100 small letters, digits, dots, hyphens or underscores"));
        }
        if (secret == null || secret.length() < 12 || secret.length() > 72) {
            problems.add(new FieldProblem("secret", "length", "12 to 72 characters"));
        }
        if (council == null || !council.matches("[EWSN]\\d{8}")) {
            problems.add(new FieldProblem("council", "not-a-council", "An ONS code such as E10000017"));
        }
        if (!SCOPES.containsKey(ofKind)) {
            problems.add(new FieldProblem("kind", "unknown-code", "One of agency, analyst, operator"));
        }
        if ("agency".equals(ofKind) && (agency == null || !agency.matches("[A-Z0-9_.-]{1,60}"))) {
            problems.add(new FieldProblem("agency", "not-an-agency", "The agency's code, such as POLICE"));
        }
        if (scopes == null
                || scopes.isEmpty()
                || !SCOPES.getOrDefault(ofKind, Set.of()).containsAll(scopes)) {
            problems.add(new FieldProblem(
                    "scopes", "not-for-this-kind", "Scopes of this kind: " + SCOPES.getOrDefault(ofKind, Set.of())));
        }
        if (!problems.isEmpty() || clientId == null || secret == null || council == null || scopes == null) {
            throw new Invalid(List.copyOf(problems));
        }
        return new MakeClient(
                clientId, secret, new ClientAbout(council, ofKind, "agency".equals(ofKind) ? agency : null), scopes);
    }
}
