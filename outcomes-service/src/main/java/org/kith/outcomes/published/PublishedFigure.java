package org.kith.outcomes.published;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Measure;

/**
 * One figure the Department for Education published for a year.
 *
 * @param code stable name of the figure
 * @param text what it is
 * @param year the reporting year it is for, named by the year in which it ends on 31 March
 * @param values by area; an area for which nothing was published is left out
 * @param ours our measure of the same thing; absent where Kith does not count it
 * @param caution why ours may differ; absent where it is the same definition
 * @param source where it was published
 */
public record PublishedFigure(
        String code,
        String text,
        int year,
        Map<String, BigDecimal> values,
        @Nullable Measure ours,
        @Nullable String caution,
        String source) {}
