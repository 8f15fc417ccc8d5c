package org.kith.platform.security;

import static org.kith.platform.security.AccessPolicy.Reach.ANYWHERE;
import static org.kith.platform.security.AccessPolicy.Reach.INVOLVED;
import static org.kith.platform.security.AccessPolicy.Reach.OWN_TEAM;
import static org.kith.platform.security.AccessPolicy.Reach.UNHELD;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, as one pure function. Everything not said here is denied. An exclusion beats every role; a restriction beats
 * every role but a name on its list; and who works with the perpetrator never learns a protected address, whatever else they
 * hold.
 */
public final class AccessPolicy {

    /** How far a role's right reaches. */
    enum Reach {
        /** Every team and every family of the council. */
        ANYWHERE,
        /** The team the role is held in, and the families it holds. */
        OWN_TEAM,
        /** Families one is assigned to now. */
        INVOLVED,
        /** Families no team holds, such as those that wait to be placed. */
        UNHELD
    }

    private static final String PERPETRATOR = "DOMESTIC_ABUSE_PERPETRATOR";

    private static final Map<Role, Map<Act, Reach>> RIGHTS = new EnumMap<>(Role.class);

    static {
        RIGHTS.put(
                Role.SCREENING_WORKER,
                Map.of(
                        Act.SEE_SCREENING_QUEUE, ANYWHERE,
                        Act.SCREEN_REFERRAL, ANYWHERE,
                        Act.JOIN_FAMILIES, ANYWHERE,
                        Act.SEE_FAMILY, ANYWHERE,
                        Act.READ_NOTES, ANYWHERE,
                        Act.SEE_PROTECTED_ADDRESS, ANYWHERE,
                        Act.CORRECT_PERSON, ANYWHERE));
        RIGHTS.put(
                Role.SOCIAL_WORKER,
                Map.of(
                        Act.SEE_FAMILY, OWN_TEAM,
                        Act.READ_NOTES, OWN_TEAM,
                        Act.SEE_PROTECTED_ADDRESS, OWN_TEAM,
                        Act.CORRECT_PERSON, OWN_TEAM,
                        Act.SEE_TEAM_BOARD, OWN_TEAM,
                        Act.RECORD_OUTCOME, OWN_TEAM));
        RIGHTS.put(
                Role.SPECIALIST,
                Map.of(
                        Act.SEE_FAMILY, INVOLVED,
                        Act.READ_NOTES, INVOLVED,
                        Act.SEE_PROTECTED_ADDRESS, INVOLVED,
                        Act.CORRECT_PERSON, INVOLVED,
                        Act.SEE_SPECIALIST_TRAY, ANYWHERE,
                        Act.RECORD_SPECIALIST_INPUT, INVOLVED));
        RIGHTS.put(
                Role.TEAM_MANAGER,
                Map.ofEntries(
                        Map.entry(Act.SEE_FAMILY, OWN_TEAM),
                        Map.entry(Act.READ_NOTES, OWN_TEAM),
                        Map.entry(Act.SEE_PROTECTED_ADDRESS, OWN_TEAM),
                        Map.entry(Act.CORRECT_PERSON, OWN_TEAM),
                        Map.entry(Act.SEE_TEAM_BOARD, OWN_TEAM),
                        Map.entry(Act.PLACE_FAMILY, OWN_TEAM),
                        Map.entry(Act.NAME_LEAD, OWN_TEAM),
                        Map.entry(Act.TRANSFER_FAMILY, OWN_TEAM),
                        Map.entry(Act.CLOSE_FAMILY, OWN_TEAM),
                        Map.entry(Act.RECORD_OUTCOME, OWN_TEAM),
                        Map.entry(Act.SEE_FIGURES, ANYWHERE)));
        RIGHTS.put(
                Role.ALLOCATION_DUTY,
                Map.of(
                        Act.SEE_ALLOCATION_QUEUE, ANYWHERE,
                        Act.SEE_TEAM_BOARD, ANYWHERE,
                        Act.PLACE_FAMILY, UNHELD,
                        Act.SEE_FAMILY, UNHELD,
                        Act.READ_NOTES, UNHELD));
        RIGHTS.put(
                Role.PRACTICE_LEAD,
                Map.of(
                        Act.SEE_FAMILY, ANYWHERE,
                        Act.READ_NOTES, ANYWHERE,
                        Act.SEE_SCREENING_QUEUE, ANYWHERE,
                        Act.SEE_ALLOCATION_QUEUE, ANYWHERE,
                        Act.SEE_TEAM_BOARD, ANYWHERE,
                        Act.SEE_FIGURES, ANYWHERE,
                        Act.SET_AIM, ANYWHERE,
                        Act.SEE_AUDIT, ANYWHERE,
                        Act.RESTRICT_FAMILY, ANYWHERE));
        RIGHTS.put(
                Role.PERFORMANCE_ANALYST,
                Map.of(Act.SEE_FIGURES, ANYWHERE, Act.SET_AIM, ANYWHERE, Act.RECORD_OUTCOME, ANYWHERE));
        RIGHTS.put(
                Role.ADMINISTRATOR,
                Map.of(
                        Act.MANAGE_TEAMS, ANYWHERE,
                        Act.MANAGE_WORKERS, ANYWHERE,
                        Act.MANAGE_SPECIALISTS, ANYWHERE,
                        Act.SETTLE_TASKS, ANYWHERE));
    }

    private static final Set<Act> OPERATORS_ACTS =
            EnumSet.of(Act.OPERATE, Act.SETTLE_TASKS, Act.MANAGE_TEAMS, Act.MANAGE_WORKERS, Act.MANAGE_SPECIALISTS);

    private AccessPolicy() {}

    /** Decides, and names every reason against. */
    public static Decision decide(Who who, Act act, What what, Situation situation) {
        var against = EnumSet.noneOf(Reason.class);
        if (!who.council().equals(situation.council())) {
            against.add(Reason.WRONG_COUNCIL);
        }
        switch (who.kind()) {
            case SERVICE -> {
                // a service reacts to facts; people's rights were asked where the fact was made
                return new Decision(against);
            }
            case AGENCY, PUBLIC -> {
                if (act != Act.RAISE_REFERRAL) {
                    against.add(Reason.KIND_MAY_NOT);
                } else if (!who.may("referrals.write")) {
                    against.add(Reason.SCOPE_MISSING);
                }
            }
            case OPERATOR -> {
                if (!OPERATORS_ACTS.contains(act)) {
                    against.add(Reason.KIND_MAY_NOT);
                } else if (!who.may("operate")) {
                    against.add(Reason.SCOPE_MISSING);
                }
            }
            case ANALYST -> {
                if (act == Act.RECORD_OUTCOME || act == Act.SET_AIM) {
                    addRoles(act, what, situation, against);
                } else if (act != Act.SEE_FIGURES) {
                    against.add(Reason.KIND_MAY_NOT);
                }
            }
            case STAFF -> {
                // anybody who is signed in may say that they worry about a child
                if (act != Act.RAISE_REFERRAL) {
                    addRoles(act, what, situation, against);
                }
            }
        }
        if (what instanceof What.Family) {
            addLists(act, situation, against);
        }
        return new Decision(against);
    }

    /** Which families may be looked through for this act at all. */
    static FamilyReach reachOf(Who who, Act act, Situation situation) {
        if (who.kind() != Who.Kind.STAFF || !who.council().equals(situation.council())) {
            return new FamilyReach(who.kind() == Who.Kind.SERVICE, Set.of(), false, false);
        }
        var teams = new HashSet<String>();
        var reaches = EnumSet.noneOf(Reach.class);
        for (var holding : situation.roles()) {
            var reach = RIGHTS.getOrDefault(holding.role(), Map.of()).get(act);
            if (reach == OWN_TEAM) {
                teams.add(holding.teamCode());
            } else if (reach != null) {
                reaches.add(reach);
            }
        }
        return new FamilyReach(reaches.contains(ANYWHERE), teams, reaches.contains(INVOLVED), reaches.contains(UNHELD));
    }

    private static void addRoles(Act act, What what, Situation situation, Set<Reason> against) {
        if (situation.roles().isEmpty()) {
            against.add(Reason.NO_ROLE);
            return;
        }
        var found = EnumSet.noneOf(Reason.class);
        for (var holding : situation.roles()) {
            var reach = RIGHTS.getOrDefault(holding.role(), Map.of()).get(act);
            var reason = reach == null ? Reason.ROLE_MAY_NOT : beyond(reach, holding, what, situation);
            if (reason == null) {
                return;
            }
            found.add(reason);
        }
        against.addAll(found);
    }

    /** Why the right does not reach that far; null if it does. */
    private static @Nullable Reason beyond(Reach reach, Situation.Holding holding, What what, Situation situation) {
        return switch (what) {
            case What.Anything() -> null;
            case What.Team(var code) ->
                switch (reach) {
                    case ANYWHERE, UNHELD -> null;
                    case OWN_TEAM -> holding.teamCode().equals(code) ? null : Reason.OTHER_TEAM;
                    case INVOLVED -> Reason.ROLE_MAY_NOT;
                };
            case What.Family() ->
                switch (reach) {
                    case ANYWHERE -> null;
                    case OWN_TEAM -> holding.teamCode().equals(situation.familyTeam()) ? null : Reason.OTHER_TEAM;
                    case INVOLVED ->
                        situation.works().stream().anyMatch(Situation.Work::open) ? null : Reason.NOT_INVOLVED;
                    case UNHELD -> situation.familyTeam() == null ? null : Reason.TEAM_HOLDS_FAMILY;
                };
        };
    }

    private static void addLists(Act act, Situation situation, Set<Reason> against) {
        if (situation.excluded()) {
            against.add(Reason.EXCLUDED);
        }
        // who sets the list must be able to change it
        if (situation.restricted() && !situation.named() && act != Act.RESTRICT_FAMILY) {
            against.add(Reason.RESTRICTED);
        }
        if ((act == Act.SEE_PROTECTED_ADDRESS || act == Act.READ_NOTES)
                && situation.works().stream().anyMatch(work -> work.detailCode().equals(PERPETRATOR))) {
            against.add(Reason.WORKS_WITH_PERPETRATOR);
        }
    }
}
