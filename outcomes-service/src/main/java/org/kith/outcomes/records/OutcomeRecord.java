package org.kith.outcomes.records;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FamilyId;

/**
 * A dated outcome of a child. It is never changed: what was wrong is said again by a record that names it.
 *
 * @param id the record
 * @param family the family it was recorded for
 * @param child the child
 * @param kind what happened
 * @param happenedOn the day it was true
 * @param corrects the record this one replaces
 * @param withdrawn the record it names never happened
 * @param note what whoever recorded it added
 * @param recordedAt when it was recorded
 * @param recordedBy who recorded it
 */
public record OutcomeRecord(
        OutcomeId id,
        FamilyId family,
        ChildId child,
        OutcomeKind kind,
        LocalDate happenedOn,
        @Nullable OutcomeId corrects,
        boolean withdrawn,
        @Nullable String note,
        Instant recordedAt,
        String recordedBy) {}
