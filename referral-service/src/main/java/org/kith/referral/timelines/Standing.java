package org.kith.referral.timelines;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a family stands after everything that happened, in the order it happened.
 *
 * @param waiting accepted, and no team yet
 * @param teamCode the team that holds it
 * @param lead whether a lead practitioner is named
 * @param specialists how many specialists work with it
 * @param closed the last team closed its work, and no other has begun
 */
public record Standing(boolean waiting, @Nullable String teamCode, boolean lead, int specialists, boolean closed) {

    static final Standing AT_THE_START = new Standing(false, null, false, 0, false);

    /** What these entries come to; they are oldest first. */
    public static Standing after(List<Entry> entries) {
        var standing = AT_THE_START;
        var specialists = new HashSet<String>();
        for (var entry : entries) {
            standing = standing.after(entry, specialists);
        }
        return standing;
    }

    private Standing after(Entry entry, HashSet<String> working) {
        var specialist = entry.detail() + "/" + entry.by();
        return switch (entry.what()) {
            case FAMILY_WAITING -> new Standing(true, null, false, specialists, false);
            case FAMILY_ALLOCATED ->
                new Standing(
                        false, entry.detail(), lead && Objects.equals(teamCode, entry.detail()), specialists, false);
            case FAMILY_TRANSFERRED -> new Standing(false, entry.detail(), false, specialists, false);
            case LEAD_NAMED -> new Standing(waiting, teamCode, true, specialists, closed);
            case SPECIALIST_ASSIGNED -> {
                working.add(specialist);
                yield new Standing(waiting, teamCode, lead, working.size(), closed);
            }
            case SPECIALIST_ENDED -> {
                working.remove(specialist);
                yield new Standing(waiting, teamCode, lead, working.size(), closed);
            }
            case FAMILY_CLOSED -> {
                working.clear();
                yield new Standing(false, null, false, 0, true);
            }
            default -> this;
        };
    }
}
