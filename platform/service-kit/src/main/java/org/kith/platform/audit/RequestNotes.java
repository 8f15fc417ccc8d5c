package org.kith.platform.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one request has touched so far. */
final class RequestNotes {

    /** More than any page shows; an import is noted by its own subject. */
    private static final int MOST_IDS = 2_000;

    private final Set<String> acts = new LinkedHashSet<>();
    private final Set<UUID> families = new LinkedHashSet<>();
    private final Set<UUID> persons = new LinkedHashSet<>();
    private final Set<String> subjects = new LinkedHashSet<>();
    private @Nullable String reason;

    synchronized void add(
            String act, Collection<UUID> familyIds, Collection<UUID> personIds, @Nullable String subject) {
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
        reason = why;
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
