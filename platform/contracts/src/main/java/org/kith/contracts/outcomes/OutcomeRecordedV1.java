package org.kith.contracts.outcomes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * Something that counts happened for a child, or a record of it was corrected.
 *
 * @param outcomeId the record
 * @param familyId the family
 * @param childId the child
 * @param kindCode CARE_ENTRY, CARE_EXIT, PROTECTION_PLAN_START, PROTECTION_PLAN_END, PROCEEDINGS_ISSUED or PROCEEDINGS_CONCLUDED
 * @param happenedOn the day it was true
 * @param teamCode the team that held the family that day; absent if none did
 * @param correctsOutcomeId the record this one replaces; absent for a first record
 * @param withdrawn the record it names never happened
 * @param recordedAt when it was recorded
 */
@WireName(value = "outcome.recorded.v1", topic = "kith.outcomes.{council}")
public record OutcomeRecordedV1(
        UUID outcomeId,
        UUID familyId,
        UUID childId,
        String kindCode,
        LocalDate happenedOn,
        @Nullable String teamCode,
        @Nullable UUID correctsOutcomeId,
        boolean withdrawn,
        Instant recordedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
