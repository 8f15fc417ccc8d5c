package org.kith.specialist.requests.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the practitioner who asks has.
 *
 * @param total how much it is
 * @param capacity how much they can hold; absent for somebody who is no practitioner
 * @param digestWanted whether they get the e-mail digest
 * @param items a page of it, not yet accepted first, then urgent, then oldest
 */
record TrayView(long total, @Nullable Integer capacity, boolean digestWanted, List<Item> items) {

    /**
     * One request in the tray.
     *
     * @param acceptBy until when to accept it or hand it back; absent once it is accepted
     * @param leadWorkerId who leads; absent while nobody does, and where the family is closed
     * @param closed whether the lists of the family keep the practitioner from it, who can do no more than hand the work back
     */
    record Item(
            UUID requestId,
            UUID familyId,
            String discipline,
            String disciplineText,
            String state,
            String teamCode,
            boolean urgent,
            @Nullable Instant assignedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant acceptBy,
            @Nullable UUID leadWorkerId,
            boolean closed) {}
}
