package org.kith.outcomes.records;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.kith.platform.refusal.Refusal;

/** Everything recorded of one child, and whether one more record would still make sense. */
final class ChildRecords {

    private final List<OutcomeRecord> all;

    ChildRecords(Collection<OutcomeRecord> all) {
        this.all = List.copyOf(all);
    }

    Optional<OutcomeRecord> find(OutcomeId id) {
        return all.stream().filter(record -> record.id().equals(id)).findFirst();
    }

    /** Records that nothing has corrected or withdrawn. */
    List<OutcomeRecord> standing() {
        return standing(all);
    }

    static List<OutcomeRecord> standing(Collection<OutcomeRecord> records) {
        var replaced = new HashSet<OutcomeId>();
        records.forEach(record -> {
            if (record.corrects() != null) {
                replaced.add(record.corrects());
            }
        });
        return records.stream()
                .filter(record -> !record.withdrawn() && !replaced.contains(record.id()))
                .toList();
    }

    /**
     * Says no to a record that contradicts the others.
     *
     * @throws Refusal record-already-replaced, outcome-already-recorded, episode-overlaps or episode-not-begun
     */
    void takes(OutcomeRecord next) {
        if (next.corrects() != null
                && standing().stream().noneMatch(record -> record.id().equals(next.corrects()))) {
            throw new Refusal(
                    "record-already-replaced",
                    "The record this one names was corrected or withdrawn before",
                    "Correct the record that stands now");
        }
        var others = standing().stream()
                .filter(record -> !record.id().equals(next.corrects()))
                .toList();
        if (!next.withdrawn()
                && others.stream()
                        .anyMatch(record -> record.kind() == next.kind()
                                && record.happenedOn().equals(next.happenedOn()))) {
            throw new Refusal(
                    "outcome-already-recorded",
                    "The same is recorded for this child on that day",
                    "Nothing more is needed; to change it, correct the record");
        }
        var after = new ArrayList<>(all);
        after.add(next);
        var standing = standing(after);
        for (var episode : OutcomeKind.Episode.values()) {
            alternate(standing.stream()
                    .filter(record -> record.kind().episode() == episode)
                    .toList());
        }
    }

    /** Beginnings and ends take turns. On one day an episode may end and the next begin, or one begin and end. */
    private static void alternate(List<OutcomeRecord> episode) {
        var days = new TreeMap<LocalDate, int[]>();
        for (var record : episode) {
            days.computeIfAbsent(record.happenedOn(), day -> new int[2])[
                    record.kind().begins() ? 0 : 1]++;
        }
        boolean open = false;
        for (int[] day : days.values()) {
            int begun = day[0];
            int ended = day[1];
            while (open ? ended > 0 : begun > 0) {
                if (open) {
                    ended--;
                } else {
                    begun--;
                }
                open = !open;
            }
            if (begun > 0) {
                throw new Refusal(
                        "episode-overlaps",
                        "The child is in care, on a plan or in proceedings already on that day",
                        "Record the end of the earlier one first, or correct its dates");
            }
            if (ended > 0) {
                throw new Refusal(
                        "episode-not-begun",
                        "Nothing that began for this child stands before that end",
                        "Record the beginning first, or correct its date");
            }
        }
    }
}
