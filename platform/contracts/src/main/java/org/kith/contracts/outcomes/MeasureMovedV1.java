package org.kith.contracts.outcomes;

import java.time.Instant;
import java.time.LocalDate;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A count changed.
 *
 * @param measureCode what is counted, such as REFERRALS_RECEIVED
 * @param scopeCode team code, or COUNTY
 * @param day the day the count is about
 * @param value the count for that day and scope after the change
 * @param change how much it moved since the last time it was said
 * @param knowledgeSequence rises by one with each folding of facts into counts; asking for figures as known then repeats them
 * @param knownAt when the count was this
 */
@WireName(value = "measure.moved.v1", topic = "kith.measures.{council}")
public record MeasureMovedV1(
        String measureCode,
        String scopeCode,
        LocalDate day,
        long value,
        long change,
        long knowledgeSequence,
        Instant knownAt)
        implements Announcement {

    @Override
    public String key() {
        return measureCode;
    }
}
