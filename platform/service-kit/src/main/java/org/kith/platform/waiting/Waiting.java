package org.kith.platform.waiting;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one queue class of Kith: whatever waits has an owner, a since and a limit, and is listed on a screen. Past its limit it
 * becomes a named task by itself. Council-scoped; part of the caller's transaction.
 */
public interface Waiting {

    /** What is about no family may name something else. */
    int UUID_LENGTH = 36;

    /** More than there are closed teams, or families with lists that nobody of their team is on. */
    int MOST_FOUND = 500;

    /**
     * Something that waits.
     *
     * @param kind what waits, such as {@code REFERRAL_DECISION} or {@code ALLOCATION}
     * @param key id of the thing that waits
     * @param familyId the family it is about; absent for technical items
     * @param ownerCode a role code or a worker id
     * @param reasonCode why it waits
     * @param urgent a child was said to be in danger
     * @param since since when
     * @param limitAt when it is overdue
     * @param overdue it passed its limit and a task was raised
     */
    record Item(
            String kind,
            String key,
            @Nullable String familyId,
            String ownerCode,
            String reasonCode,
            boolean urgent,
            Instant since,
            Instant limitAt,
            boolean overdue) {

        /** The family it is about, where it is about one. */
        public Optional<UUID> family() {
            return Optional.ofNullable(familyId)
                    .filter(id -> id.length() == UUID_LENGTH)
                    .map(UUID::fromString);
        }
    }

    /** Starts the wait, or changes owner, reason and limit of the one that is open for this kind and key. */
    void begin(Item item);

    /** Ends the wait; does nothing if none is open. */
    void end(String kind, String key);

    /** The open ones of a kind, urgent first, then by limit. {@code limit} at most 500. */
    List<Item> open(String kind, int offset, int limit);

    /** The open ones about a family. */
    default List<Item> about(String familyId) {
        return about(List.of(familyId));
    }

    /** The open ones about any of these families, in one statement however many there are. */
    List<Item> about(Collection<String> familyIds);

    long count(String kind);

    /**
     * Lets just these of a kind be open, for what is found by looking and not by an act: those that are not open begin, the others end.
     * What was open keeps its beginning and its limit.
     *
     * @param items all of the kind there should be; a kind of this sort has at most 500
     */
    default void areJust(String kind, Collection<Item> items) {
        var open = open(kind, 0, MOST_FOUND).stream().map(Item::key).collect(Collectors.toSet());
        var still = items.stream().map(Item::key).collect(Collectors.toSet());
        items.stream().filter(item -> !open.contains(item.key())).forEach(this::begin);
        open.stream().filter(key -> !still.contains(key)).forEach(key -> end(kind, key));
    }
}
