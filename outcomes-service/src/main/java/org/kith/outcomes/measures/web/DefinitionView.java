package org.kith.outcomes.measures.web;

import org.kith.outcomes.measures.Measure;

/** What a measure is called, what exactly it counts and where the meaning comes from. */
record DefinitionView(
        String measureCode, String text, String sort, String definition, String attribution, String source) {

    private static final String ATTRIBUTION =
            "A fact counts for the county and for the team that held the family that day; a referral of a family that no team held"
                    + " counts for the team it led to.";

    static DefinitionView of(Measure measure) {
        return new DefinitionView(
                measure.name(),
                measure.text(),
                measure.sort().name(),
                measure.definition(),
                ATTRIBUTION,
                measure.source());
    }
}
