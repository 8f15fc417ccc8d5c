package org.kith.outcomes.records;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FamilyId;

/**
 * Record what happened for a child, or correct or withdraw what was recorded. Withdrawing needs neither kind nor day: both are
 * those of the record it names.
 */
public record RecordOutcome(
        OutcomeId id,
        FamilyId family,
        ChildId child,
        @Nullable String kindCode,
        @Nullable LocalDate happenedOn,
        @Nullable OutcomeId corrects,
        boolean withdrawn,
        @Nullable String note) {

    /** The same about a child under the id it is known by today. */
    RecordOutcome about(ChildId known) {
        return new RecordOutcome(id, family, known, kindCode, happenedOn, corrects, withdrawn, note);
    }
}
