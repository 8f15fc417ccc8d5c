package org.kith.referral.thresholds;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which specialists the worries call for: the trio of vulnerabilities, and nothing else. Concern codes stay in this service; only the answer travels. */
public enum NeededDisciplines {
    /** Alcohol or drugs misused by the child, a parent or carer, or another person in the household. */
    SUBSTANCE_MISUSE_CALLS_FOR_A_RECOVERY_WORKER(
            Set.of("1A", "1B", "1C", "2A", "2B", "2C"), List.of(Discipline.SUBSTANCE_MISUSE)),

    /** Domestic abuse of anyone in the household: one worker for the survivor, another for the perpetrator. */
    DOMESTIC_ABUSE_CALLS_FOR_TWO_WORKERS(
            Set.of("3A", "3B", "3C"),
            List.of(Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR)),

    /** Mental health of the child, a parent or carer, or another person in the household. */
    MENTAL_HEALTH_CALLS_FOR_A_PRACTITIONER(Set.of("4A", "4B", "4C"), List.of(Discipline.MENTAL_HEALTH));

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<String> factors;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Discipline> disciplines;

    NeededDisciplines(Set<String> factors, List<Discipline> disciplines) {
        this.factors = factors;
        this.disciplines = disciplines;
    }

    /** The disciplines that these worries call for, each once. */
    public static List<Discipline> of(Collection<ConcernCode> worries) {
        var needed = new TreeSet<Discipline>();
        for (var policy : values()) {
            if (worries.stream().anyMatch(worry -> policy.factors.contains(worry.value()))) {
                needed.addAll(policy.disciplines);
            }
        }
        return List.copyOf(needed);
    }
}
