package org.kith.platform.security;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;

/** Asks the policy with what this service knows. */
final class PolicyAccess implements Access {

    private final JdbcInvolvements involvements;
    private final Denials denials;

    PolicyAccess(JdbcInvolvements involvements, Denials denials) {
        this.involvements = involvements;
        this.denials = denials;
    }

    @Override
    public void require(Act act) {
        must(act, new What.Anything(), null, null);
    }

    @Override
    public void requireInTeam(Act act, String teamCode) {
        must(act, new What.Team(teamCode), null, teamCode);
    }

    @Override
    public void requireForFamily(Act act, UUID familyId) {
        must(act, new What.Family(), familyId, null);
    }

    @Override
    public boolean mayForFamily(Act act, UUID familyId) {
        return decide(act, new What.Family(), familyId).allowed();
    }

    @Override
    public Set<UUID> mayForFamilies(Act act, Collection<UUID> familyIds) {
        var who = Acting.who();
        return involvements.situations(workerId(who), familyIds).stream()
                .filter(alike -> AccessPolicy.decide(who, act, new What.Family(), alike.situation())
                        .allowed())
                .flatMap(alike -> alike.families().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public FamilyReach reachOf(Act act) {
        var who = Acting.who();
        return AccessPolicy.reachOf(who, act, involvements.situation(workerId(who), null));
    }

    @Override
    public boolean may(Act act) {
        return decide(act, new What.Anything(), null).allowed();
    }

    private void must(Act act, What what, @Nullable UUID familyId, @Nullable String teamCode) {
        var decision = decide(act, what, familyId);
        if (decision.allowed()) {
            return;
        }
        denials.denied(act, familyId, teamCode, decision.reasons());
        throw familyId == null
                ? Refusal.forbidden("not-allowed", "Your role does not include this")
                : Refusal.notFound();
    }

    private Decision decide(Act act, What what, @Nullable UUID familyId) {
        var who = Acting.who();
        return AccessPolicy.decide(who, act, what, involvements.situation(workerId(who), familyId));
    }

    private static @Nullable UUID workerId(Who who) {
        if (who.kind() != Who.Kind.STAFF && who.kind() != Who.Kind.ANALYST) {
            return null;
        }
        try {
            return UUID.fromString(who.subject());
        } catch (IllegalArgumentException notAWorker) {
            return null;
        }
    }
}
