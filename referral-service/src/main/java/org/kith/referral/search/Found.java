package org.kith.referral.search;

import java.util.List;

/**
 * What a search found.
 *
 * @param total of those the asker may see
 * @param more whether there are more than are counted, so that a more exact search is wanted
 * @param kinds kinds of clues, without the clues
 * @param said what was looked for, in words
 * @param notes what could not be used
 */
public record Found(
        int total, boolean more, String kinds, List<String> said, List<String> notes, List<FoundFamily> families) {}
