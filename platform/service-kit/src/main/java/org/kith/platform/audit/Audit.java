package org.kith.platform.audit;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the running request touches. One row per request is committed before the first byte of the body is sent; if it
 * cannot be written, the answer is 503 and no data leave.
 */
public interface Audit {

    /** A family's record, or part of it, is about to be shown or changed. {@code act} is what was done, such as {@code family.seen}. */
    void touches(String act, UUID familyId, Collection<UUID> personIds);

    /** Something that is about no family, such as a search, a list or an import. {@code subject} is a code or an id, never a person's detail. */
    void notes(String act, @Nullable String subject, Collection<UUID> familyIds);

    /** Why the asker does it, in their own words, where a door asks for a reason. */
    default void because(String reason) {}

    /**
     * Does the one command of this request, and keeps the request's row in the same transaction: both stand, or neither. The door
     * notes inside what it touches. The row says that {@code status} was answered; should it come to another answer after all, a
     * row of its own says so.
     *
     * <p>The transaction is one of {@link org.kith.platform.council.Statements#WITH_THE_FIRST_STATEMENT}.
     */
    <T> T with(int status, Supplier<T> command);
}
