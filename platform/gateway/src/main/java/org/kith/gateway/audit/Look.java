package org.kith.gateway.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Neighbour;

/**
 * One look at a family, or one attempt at it.
 *
 * @param who account id; of staff the same as their worker id
 * @param did what was done, in words
 * @param denied what was refused and why, in words; empty if nothing was
 * @param trace the same for what one page asked of several services
 */
public record Look(
        Neighbour service,
        Instant at,
        String who,
        String kind,
        @Nullable String agency,
        String door,
        int status,
        List<String> did,
        List<String> denied,
        int people,
        @Nullable String reason,
        @Nullable String trace) {

    private static final String DENIED = "denied:";
    private static final int LEAST_REFUSAL = 400;

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("family.seen", "Opened the family"),
            Map.entry("family.timeline-seen", "Read what happened"),
            Map.entry("family-titles.seen", "Saw its name in a list"),
            Map.entry("family-place.seen", "Saw its team and lead"),
            Map.entry("families.matched", "Looked for the same family"),
            Map.entry("families.joined", "Joined two records"),
            Map.entry("family.access-seen", "Saw who may see it"),
            Map.entry("family.access-changed", "Changed who may see it"),
            Map.entry("address.protected", "Protected the address"),
            Map.entry("protected-address.looked-for-in-words", "Had words looked through for the protected address"),
            Map.entry("restricted-families.listed", "Saw it in the list of restricted families"),
            Map.entry("referral.raised", "Raised a referral"),
            Map.entry("referral.seen", "Opened a referral"),
            Map.entry("receipt.seen", "Opened a receipt"),
            Map.entry("reference.looked-up", "Looked a reference up"),
            Map.entry("screening-queue.seen", "Saw it in the screening queue"),
            Map.entry("protected-address.revealed", "Opened the protected address"),
            Map.entry("allocation-queue.seen", "Saw it among families without a team"),
            Map.entry("team-board.seen", "Saw it on a team's board"),
            Map.entry("chapters.seen", "Read what specialists wrote"),
            Map.entry("tray.seen", "Saw it in a tray"),
            Map.entry("specialist-queue.seen", "Saw it in the specialists' queue"),
            Map.entry("request.assigned", "Gave a specialist the request"),
            Map.entry("outcomes.seen", "Read the children's outcomes"),
            Map.entry("outcome.recorded", "Recorded an outcome"),
            Map.entry("figures.facts-seen", "Saw it behind a figure"),
            Map.entry("waiting.seen", "Saw it in a list of what waits"),
            Map.entry("audit.seen", "Read who looked at it"));

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("WRONG_COUNCIL", "of another council"),
            Map.entry("KIND_MAY_NOT", "this kind of account may not"),
            Map.entry("SCOPE_MISSING", "the sign-in does not allow it"),
            Map.entry("NO_ROLE", "holds no role"),
            Map.entry("ROLE_MAY_NOT", "the role does not allow it"),
            Map.entry("OTHER_TEAM", "of another team"),
            Map.entry("NOT_INVOLVED", "not involved with the family"),
            Map.entry("TEAM_HOLDS_FAMILY", "a team has the family"),
            Map.entry("EXCLUDED", "excluded from this family"),
            Map.entry("RESTRICTED", "the family is restricted"),
            Map.entry("WORKS_WITH_PERPETRATOR", "works with the other side"));

    static Look of(Neighbour service, Trails.Row row) {
        var did = new ArrayList<String>();
        var denied = new ArrayList<String>();
        for (String act : row.acts()) {
            if (act.startsWith(DENIED)) {
                denied.add(denial(act.substring(DENIED.length())));
            } else {
                did.add(WORDS.getOrDefault(act, plain(act)));
            }
        }
        return new Look(
                service,
                row.at(),
                row.who(),
                row.kind(),
                row.agency(),
                row.door(),
                row.status(),
                did,
                denied,
                row.personIds().size(),
                row.reason(),
                row.trace());
    }

    private static String denial(String act) {
        var halves = act.split(":", 2);
        var reasons = new ArrayList<String>();
        if (halves.length == 2) {
            for (String reason : halves[1].split("\\+", -1)) {
                reasons.add(WHY.getOrDefault(reason, plain(reason).toLowerCase(Locale.UK)));
            }
        }
        return reasons.isEmpty() ? plain(halves[0]) : plain(halves[0]) + " (" + String.join("; ", reasons) + ")";
    }

    /** A code as near to words as it comes. */
    private static String plain(String code) {
        String words = code.replaceAll("[._-]", " ").toLowerCase(Locale.UK).strip();
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    /** Whether both were asked for one page that the same person opened. */
    boolean isOfTheSamePage(Look other) {
        return trace != null && trace.equals(other.trace) && who.equals(other.who);
    }

    /** Whether the answer was no. */
    public boolean refused() {
        return !denied.isEmpty() || status >= LEAST_REFUSAL;
    }

    /** Who it was, where no worker has that account. */
    public String stranger() {
        return switch (kind) {
            case "AGENCY" -> agency == null ? "An agency's program" : "The program of " + agency;
            case "PUBLIC" -> "The public form";
            case "OPERATOR" -> "An operator";
            case "ANALYST" -> "An analyst";
            case "SERVICE" -> "Kith itself";
            default -> "A worker whose name is not known";
        };
    }
}
