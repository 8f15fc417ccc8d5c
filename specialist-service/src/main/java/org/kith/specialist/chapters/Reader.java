package org.kith.specialist.chapters;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.Discipline;

/**
 * Somebody who reads what specialists wrote about one family.
 *
 * @param worker who it is; absent for one who is nobody's worker
 * @param hidden whose chapters they must not see
 */
public record Reader(@Nullable UUID worker, Set<Discipline> hidden) {

    /**
     * Whether they may read words of somebody who stands on no side of the abuse. They may say where the survivor is, so that
     * whoever works with the perpetrator, or would, reads their own alone, unless the writer opens theirs.
     */
    public boolean mayRead(Discipline discipline, String writer) {
        return discipline.otherSide().isPresent()
                || !hidden.contains(Discipline.DOMESTIC_ABUSE_SURVIVOR)
                || (worker != null && writer.equals(worker.toString()));
    }
}
