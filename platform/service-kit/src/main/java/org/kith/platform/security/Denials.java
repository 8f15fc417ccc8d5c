package org.kith.platform.security;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a no is written down, whatever becomes of the transaction it was said in. */
public interface Denials {

    /** Somebody was refused. */
    void denied(Act act, @Nullable UUID familyId, @Nullable String teamCode, Set<Reason> reasons);
}
