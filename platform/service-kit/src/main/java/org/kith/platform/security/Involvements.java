package org.kith.platform.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * This service's own small picture of who is involved with which family and who holds which role where, fed by the topics (or,
 * in the service that owns a fact, written in the same transaction). All of it is for the current {@link
 * org.kith.platform.council.Council}.
 */
public interface Involvements {

    /** As what somebody is involved with a family. */
    enum As {
        LEAD_PRACTITIONER,
        SPECIALIST
    }

    /** One involvement; {@code until} is absent while it goes on. */
    record Involvement(
            UUID familyId,
            UUID workerId,
            As as,
            String detailCode,
            Instant since,
            @Nullable Instant until) {}

    /** A role somebody holds; {@code teamCode} is COUNTY for one that is not of one team. */
    record RoleHeld(UUID workerId, Role role, String teamCode) {}

    void roleTaken(UUID workerId, Role role, String teamCode);

    void roleLeft(UUID workerId, Role role, String teamCode);

    List<RoleHeld> rolesOf(UUID workerId);

    /**
     * The team that holds the family from now; null when none does. Said of a family that was joined into another, it counts only
     * where that one has no place but through it.
     */
    void teamOf(UUID familyId, @Nullable String teamCode, Instant at);

    @Nullable String teamOf(UUID familyId);

    /** Starts an involvement. There is one lead at a time: a new lead ends the former one. {@code detailCode} is the discipline, or empty. */
    void began(UUID familyId, UUID workerId, As as, String detailCode, Instant at);

    void ended(UUID familyId, UUID workerId, As as, String detailCode, Instant at);

    /** Everybody involved with a family, present and past, newest first. */
    List<Involvement> withFamily(UUID familyId);

    /** Everything known of the absorbed family now counts for the survivor. */
    void joined(UUID survivor, UUID absorbed, Instant at);

    /** The family an id stands for now: itself, or the one it was joined into. */
    UUID survivorOf(UUID familyId);

    /**
     * Whether the lists keep these workers from the family, whatever they hold: by an exclusion, or since only others are named.
     *
     * @return those who are kept from it
     */
    Set<UUID> keptFrom(UUID familyId, Collection<UUID> workers);

    /**
     * Those of the families that nobody with the role may see, since only others are named: somebody has to be named before anything
     * goes on. One statement however many there are.
     */
    Set<UUID> closedToAll(Role role, Collection<UUID> families);

    /** The families with a list of theirs that a team holds, and that nobody with the role in that team may see. One statement. */
    Set<UUID> closedToTheirTeams(Role role);

    /** In a heard batch: reads at once which families these stand for, and whom the lists keep from them. */
    void lookAhead(Collection<UUID> families);

    /** The lists of a family as they are now. */
    AccessLists listsOf(UUID familyId);

    /** Both lists of a family are these from now on. */
    void list(UUID familyId, AccessLists lists);
}
