package org.kith.outcomes.reconciliation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A count that does not agree with what it should follow from.
 *
 * @param between TOTAL_AND_DIFFERENCES, DIFFERENCES_AND_FACTS or TOTAL_AND_JOURNAL
 * @param measureCode the measure
 * @param scopeCode the scope
 * @param day the day
 * @param familyId the family whose facts disagree; absent where a whole day is compared
 * @param counted what the figures say
 * @param expected what the facts say
 */
public record Difference(
        String between,
        String measureCode,
        String scopeCode,
        LocalDate day,
        @Nullable UUID familyId,
        long counted,
        long expected) {}
