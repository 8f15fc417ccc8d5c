package org.kith.platform.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one request has touched so far. */
final class RequestNotes {

    /** More than any page shows; an import is noted by its own subject. */
    private static final int MOST_IDS = 2_000;

    private final Supplier<String> door;
    private final Set<String> acts = new LinkedHashSet<>();
    private final Set<UUID> families = new LinkedHashSet<>();
    private final Set<UUID> persons = new LinkedHashSet<>();
    private final Set<String> subjects = new LinkedHashSet<>();
    private @Nullable String reason;
    private int changes;
    private int keptChanges;
    private int keptStatus;

    /** Notes of a request to a door, which is known when one was found for it. */
    RequestNotes(Supplier<String> door) {
        this.door = door;
    }

    String door() {
        return door.get();
    }

    synchronized void add(
            String act, Collection<UUID> familyIds, Collection<UUID> personIds, @Nullable String subject) {
        changes++;
        acts.add(act);
        families.addAll(familyIds);
        persons.addAll(personIds);
        if (subject != null) {
            subjects.add(subject);
        }
        if (families.size() > MOST_IDS || persons.size() > MOST_IDS || subjects.size() > MOST_IDS) {
            throw new IllegalStateException("One request touched more than " + MOST_IDS + " records; page it");
        }
    }

    synchronized void because(String why) {
        changes++;
        reason = why;
    }

    /** All that was noted so far is on record, with this answer. */
    synchronized void keptWith(int status) {
        keptChanges = changes;
        keptStatus = status;
    }

    /** Whether a row says all this already. */
    synchronized boolean keptAllWith(int status) {
        return keptStatus == status && keptChanges == changes;
    }

    synchronized boolean isEmpty() {
        return acts.isEmpty();
    }

    synchronized List<String> acts() {
        return new ArrayList<>(acts);
    }

    synchronized List<UUID> families() {
        return new ArrayList<>(families);
    }

    synchronized List<UUID> persons() {
        return new ArrayList<>(persons);
    }

    synchronized List<String> subjects() {
        return new ArrayList<>(subjects);
    }

    synchronized @Nullable String reason() {
        return reason;
    }
}
