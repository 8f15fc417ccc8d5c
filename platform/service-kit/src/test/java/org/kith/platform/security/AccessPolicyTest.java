package org.kith.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.platform.security.Involvements.As;
import org.kith.platform.security.Situation.Holding;
import org.kith.platform.security.Situation.Work;
import org.kith.platform.security.Who.Kind;

class AccessPolicyTest {

    private static final String LANCASHIRE = "E10000017";
    private static final String TEAM = "T07";
    private static final String PERPETRATOR = "DOMESTIC_ABUSE_PERPETRATOR";

    /**
     * Who may do what, written a second time and by hand. A anywhere, T own team, I involved, U families no team holds. Columns
     * as in {@link Role}.
     */
    private static final String TABLE = """
                                     SCREENING SOCIAL SPECIALIST MANAGER DUTY LEAD ANALYST ADMIN
            RAISE_REFERRAL           A         A      A          A       A    A    A       A
            SEE_SCREENING_QUEUE      A         -      -          -       -    A    -       -
            SCREEN_REFERRAL          A         -      -          -       -    -    -       -
            JOIN_FAMILIES            A         -      -          -       -    -    -       -
            SEE_FAMILY               A         T      I          T       U    A    -       -
            READ_NOTES               A         T      I          T       U    A    -       -
            SEE_PROTECTED_ADDRESS    A         T      I          T       -    -    -       -
            CORRECT_PERSON           A         T      I          T       -    -    -       -
            SEE_TEAM_BOARD           -         T      -          T       A    A    -       -
            SEE_ALLOCATION_QUEUE     -         -      -          -       A    A    -       -
            PLACE_FAMILY             -         -      -          T       U    -    -       -
            NAME_LEAD                -         -      -          T       -    -    -       -
            TRANSFER_FAMILY          -         -      -          T       -    -    -       -
            CLOSE_FAMILY             -         -      -          T       -    -    -       -
            MANAGE_TEAMS             -         -      -          -       -    -    -       A
            MANAGE_WORKERS           -         -      -          -       -    -    -       A
            SEE_SPECIALIST_TRAY      -         -      A          -       -    -    -       -
            MANAGE_SPECIALISTS       -         -      -          -       -    -    -       A
            SETTLE_TASKS             -         -      -          -       -    -    -       A
            RECORD_SPECIALIST_INPUT  -         -      I          -       -    -    -       -
            RECORD_OUTCOME           -         T      -          T       -    -    A       -
            SEE_FIGURES              -         -      -          A       -    A    A       -
            SET_AIM                  -         -      -          -       -    A    A       -
            SEE_AUDIT                -         -      -          -       -    A    -       -
            RESTRICT_FAMILY          -         -      -          -       -    A    -       -
            OPERATE                  -         -      -          -       -    -    -       -
            """;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final Map<Act, Map<Role, Character>> EXPECTED = new HashMap<>();

    static {
        TABLE.lines().skip(1).forEach(line -> {
            var cells = SPACES.splitAsStream(line.trim()).iterator();
            var act = Act.valueOf(cells.next());
            var rights = new HashMap<Role, Character>();
            for (var role : Role.values()) {
                rights.put(role, cells.next().charAt(0));
            }
            EXPECTED.put(act, rights);
        });
    }

    /** How the asker and the family stand to each other. */
    private enum Relation {
        OWN_TEAM_HOLDS_IT,
        OTHER_TEAM_HOLDS_IT,
        NO_TEAM_HOLDS_IT
    }

    private enum Works {
        NOT,
        NOW,
        BEFORE,
        WITH_PERPETRATOR,
        WITH_PERPETRATOR_BEFORE
    }

    private enum Lists {
        NONE,
        EXCLUDED,
        RESTRICTED,
        RESTRICTED_AND_NAMED,
        RESTRICTED_NAMED_AND_EXCLUDED
    }

    @Test
    void the_table_knows_every_act() {
        assertThat(EXPECTED).containsOnlyKeys(Act.values());
    }

    @ParameterizedTest
    @EnumSource
    void every_role_relation_and_list_gives_the_answer_of_the_table(Act act) {
        int asked = 0;
        for (var role : Role.values()) {
            for (var relation : Relation.values()) {
                for (var works : Works.values()) {
                    for (var lists : Lists.values()) {
                        var decision = decide(staff(), act, new What.Family(), situation(role, relation, works, lists));

                        assertThat(decision.allowed())
                                .as("%s by %s, %s, works %s, %s: %s", act, role, relation, works, lists, decision)
                                .isEqualTo(expected(act, role, relation, works, lists));
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isEqualTo(8 * 3 * 5 * 5);
    }

    private static boolean expected(Act act, Role role, Relation relation, Works works, Lists lists) {
        char reach = reach(act, role);
        boolean byRole = switch (reach) {
            case 'A' -> true;
            case 'T' -> relation == Relation.OWN_TEAM_HOLDS_IT;
            case 'U' -> relation == Relation.NO_TEAM_HOLDS_IT;
            case 'I' -> works == Works.NOW || works == Works.WITH_PERPETRATOR;
            default -> false;
        };
        boolean excluded = lists == Lists.EXCLUDED || lists == Lists.RESTRICTED_NAMED_AND_EXCLUDED;
        boolean restricted = lists == Lists.RESTRICTED && act != Act.RESTRICT_FAMILY;
        boolean perpetratorsWorker = (act == Act.SEE_PROTECTED_ADDRESS || act == Act.READ_NOTES)
                && (works == Works.WITH_PERPETRATOR || works == Works.WITH_PERPETRATOR_BEFORE);
        return byRole && !excluded && !restricted && !perpetratorsWorker;
    }

    @ParameterizedTest
    @EnumSource
    void in_a_team_a_right_reaches_as_far_as_the_role(Act act) {
        for (var role : Role.values()) {
            var here = situation(role, Relation.NO_TEAM_HOLDS_IT, Works.NOT, Lists.NONE);
            char reach = reach(act, role);

            assertThat(decide(staff(), act, new What.Team(TEAM), here).allowed())
                    .as("%s by %s in the own team", act, role)
                    .isEqualTo("ATU".indexOf(reach) >= 0);
            assertThat(decide(staff(), act, new What.Team("T99"), here).allowed())
                    .as("%s by %s in another team", act, role)
                    .isEqualTo("AU".indexOf(reach) >= 0);
            assertThat(decide(staff(), act, new What.Anything(), here).allowed())
                    .as("%s by %s somewhere", act, role)
                    .isEqualTo(reach != '-');
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_agency_and_the_public_may_raise_a_referral_and_nothing_else(Act act) {
        for (var kind : List.of(Kind.AGENCY, Kind.PUBLIC)) {
            var writer = new Who("x", LANCASHIRE, kind, Set.of("referrals.write"), "POLICE");
            var withoutScope = new Who("x", LANCASHIRE, kind, Set.of("kith"), "POLICE");
            var everyRole = everyRole();

            assertThat(decide(writer, act, new What.Anything(), everyRole).allowed())
                    .isEqualTo(act == Act.RAISE_REFERRAL);
            assertThat(decide(withoutScope, act, new What.Anything(), everyRole).allowed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_operator_runs_kith_and_sees_nobody(Act act) {
        var operator = new Who("x", LANCASHIRE, Kind.OPERATOR, Set.of("operate"), null);
        var withoutScope = new Who("x", LANCASHIRE, Kind.OPERATOR, Set.of("kith"), null);
        var may =
                EnumSet.of(Act.OPERATE, Act.SETTLE_TASKS, Act.MANAGE_TEAMS, Act.MANAGE_WORKERS, Act.MANAGE_SPECIALISTS);

        assertThat(decide(operator, act, new What.Anything(), everyRole()).allowed())
                .isEqualTo(may.contains(act));
        assertThat(decide(withoutScope, act, new What.Anything(), everyRole()).allowed())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void an_analyst_sees_figures_and_imports_outcomes_if_that_is_their_role(Act act) {
        var analyst = new Who("x", LANCASHIRE, Kind.ANALYST, Set.of("kith"), null);

        assertThat(decide(analyst, act, new What.Anything(), situation(Set.of()))
                        .allowed())
                .isEqualTo(act == Act.SEE_FIGURES);
        assertThat(decide(
                                analyst,
                                act,
                                new What.Anything(),
                                situation(Set.of(new Holding(Role.PERFORMANCE_ANALYST, "COUNTY"))))
                        .allowed())
                .isEqualTo(act == Act.SEE_FIGURES || act == Act.RECORD_OUTCOME || act == Act.SET_AIM);
    }

    @ParameterizedTest
    @EnumSource
    void nobody_acts_in_another_council(Act act) {
        var elsewhere = new Who("x", "E10000009", Kind.STAFF, Set.of("kith"), null);

        assertThat(decide(elsewhere, act, new What.Family(), everyRole()).reasons())
                .contains(Reason.WRONG_COUNCIL);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RAISE_REFERRAL")
    void who_left_may_nothing(Act act) {
        assertThat(decide(staff(), act, new What.Anything(), situation(Set.of()))
                        .reasons())
                .containsExactly(Reason.NO_ROLE);
    }

    @Test
    void every_reason_is_named_at_once() {
        var situation = new Situation(
                LANCASHIRE,
                Set.of(new Holding(Role.SPECIALIST, TEAM), new Holding(Role.SOCIAL_WORKER, "T99")),
                TEAM,
                List.of(new Work(As.SPECIALIST, PERPETRATOR, false)),
                true,
                true,
                false);

        assertThat(decide(staff(), Act.SEE_PROTECTED_ADDRESS, new What.Family(), situation)
                        .reasons())
                .containsExactlyInAnyOrder(
                        Reason.NOT_INVOLVED,
                        Reason.OTHER_TEAM,
                        Reason.EXCLUDED,
                        Reason.RESTRICTED,
                        Reason.WORKS_WITH_PERPETRATOR);
    }

    @Test
    void a_second_role_adds_rights_and_never_lifts_a_list() {
        var both = Set.of(new Holding(Role.SPECIALIST, TEAM), new Holding(Role.SCREENING_WORKER, "COUNTY"));

        assertThat(decide(staff(), Act.SEE_FAMILY, new What.Family(), situation(both))
                        .allowed())
                .isTrue();
        assertThat(decide(
                                staff(),
                                Act.SEE_FAMILY,
                                new What.Family(),
                                new Situation(LANCASHIRE, both, null, List.of(), true, false, false))
                        .reasons())
                .containsExactly(Reason.EXCLUDED);
    }

    private static char reach(Act act, Role role) {
        var rights = Objects.requireNonNull(EXPECTED.get(act));
        return Objects.requireNonNull(rights.get(role));
    }

    private static Decision decide(Who who, Act act, What what, Situation situation) {
        return AccessPolicy.decide(who, act, what, situation);
    }

    private static Who staff() {
        return new Who("018f0000-0000-7000-8000-000000000001", LANCASHIRE, Kind.STAFF, Set.of("kith"), null);
    }

    private static Situation everyRole() {
        var roles = new ArrayList<Holding>();
        Arrays.stream(Role.values()).forEach(role -> roles.add(new Holding(role, "COUNTY")));
        return situation(Set.copyOf(roles));
    }

    private static Situation situation(Set<Holding> roles) {
        return new Situation(LANCASHIRE, roles, null, List.of(), false, false, false);
    }

    private static Situation situation(Role role, Relation relation, Works works, Lists lists) {
        @Nullable String team = switch (relation) {
            case OWN_TEAM_HOLDS_IT -> TEAM;
            case OTHER_TEAM_HOLDS_IT -> "T99";
            case NO_TEAM_HOLDS_IT -> null;
        };
        List<Work> done = switch (works) {
            case NOT -> List.of();
            case NOW -> List.of(new Work(As.SPECIALIST, "SUBSTANCE_MISUSE", true));
            case BEFORE -> List.of(new Work(As.SPECIALIST, "SUBSTANCE_MISUSE", false));
            case WITH_PERPETRATOR -> List.of(new Work(As.SPECIALIST, PERPETRATOR, true));
            case WITH_PERPETRATOR_BEFORE -> List.of(new Work(As.SPECIALIST, PERPETRATOR, false));
        };
        return new Situation(
                LANCASHIRE,
                Set.of(new Holding(role, TEAM)),
                team,
                done,
                lists == Lists.EXCLUDED || lists == Lists.RESTRICTED_NAMED_AND_EXCLUDED,
                lists != Lists.NONE && lists != Lists.EXCLUDED,
                lists == Lists.RESTRICTED_AND_NAMED || lists == Lists.RESTRICTED_NAMED_AND_EXCLUDED);
    }
}
