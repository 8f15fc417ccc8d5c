package org.kith.outcomes.measures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.kith.outcomes.journeys.FamiliesRetold;
import org.kith.outcomes.journeys.FamilyHistory;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.outcomes.records.OutcomeRecord;
import org.kith.outcomes.records.OutcomeRecords;
import org.kith.platform.time.WorkingDays;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Writes down by how much the counts change when something is learnt about families, in the transaction that learns it. */
@Component
public class Counting {

    private final OutcomeRecords records;
    private final Deltas deltas;
    private final WorkingDays workingDays;

    Counting(OutcomeRecords records, Deltas deltas, WorkingDays workingDays) {
        this.records = records;
        this.deltas = deltas;
        this.workingDays = workingDays;
    }

    @EventListener
    @Order(2)
    void on(FamiliesRetold retold) {
        var counted = deltas.sums(
                retold.histories().stream().map(FamilyHistory::family).toList());
        var differences = new ArrayList<Deltas.Delta>();
        figures(retold)
                .forEach((family, figures) -> differences(family, counted.getOrDefault(family, Map.of()), figures)
                        .forEach(differences::add));
        deltas.write(differences);
    }

    /** What each of these families adds to the counts, worked out from facts and records without any count. */
    public Map<FamilyId, Map<Contribution, Long>> figures(FamiliesRetold retold) {
        var standing = standing(retold.histories());
        var figures = new HashMap<FamilyId, Map<Contribution, Long>>();
        for (var history : retold.histories()) {
            var made = new ArrayList<OutcomeRecord>();
            history.members().forEach(member -> made.addAll(standing.getOrDefault(member, List.of())));
            figures.put(history.family(), FamilyFigures.of(history, made, retold.referralsOf(), workingDays));
        }
        return figures;
    }

    /** What each family adds to the counts by the differences written down for it. */
    public Map<FamilyId, Map<Contribution, Long>> counted(Collection<FamilyId> families) {
        return deltas.sums(families);
    }

    private Map<FamilyId, List<OutcomeRecord>> standing(Collection<FamilyHistory> histories) {
        var members = new HashSet<FamilyId>();
        histories.forEach(history -> members.addAll(history.members()));
        var standing = new HashMap<FamilyId, List<OutcomeRecord>>();
        records.standingIn(members)
                .forEach(outcome -> standing.computeIfAbsent(outcome.family(), family -> new ArrayList<>())
                        .add(outcome));
        return standing;
    }

    private static List<Deltas.Delta> differences(
            FamilyId family, Map<Contribution, Long> before, Map<Contribution, Long> after) {
        var all = new HashSet<>(before.keySet());
        all.addAll(after.keySet());
        var differences = new ArrayList<Deltas.Delta>();
        for (var contribution : all) {
            long amount = after.getOrDefault(contribution, 0L) - before.getOrDefault(contribution, 0L);
            if (amount != 0) {
                differences.add(new Deltas.Delta(family, contribution, amount));
            }
        }
        return differences;
    }
}
