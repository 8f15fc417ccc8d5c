package org.kith.platform.security;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.kith.platform.batches.Ahead;
import org.kith.platform.council.Statements;

/**
 * Whoever writes about a family keeps it from being joined into another until their transaction ends, and whoever joins it waits for
 * them: else what is written under the id of a family that is just being absorbed stays there, and nobody looks there any more.
 */
final class JoinLocks {

    /** A batch names hundreds of families, and a server has room for so many locks only, so families share them. */
    private static final int LOCKS = 256;

    /** One by one, lowest first, as everybody takes them. */
    private static final String TAKE = """
            select count(case when joins then pg_advisory_xact_lock(hashtext('kith joins of families'), lock)::text
                              else pg_advisory_xact_lock_shared(hashtext('kith joins of families'), lock)::text end)
              from unnest(?::int[], ?::boolean[]) as wanted (lock, joins)
            """;

    /** The locks a batch has, and whether for joining. */
    private final Ahead<Map<Integer, Boolean>> batch = new Ahead<>(HashMap::new);

    private final Statements statements;

    JoinLocks(Statements statements) {
        this.statements = statements;
    }

    /** Keeps families from being joined into others; takes those that are about to be for this transaction alone. */
    void take(Collection<UUID> families, Set<UUID> joining) {
        var wanted = new TreeMap<Integer, Boolean>();
        families.forEach(family -> wanted.merge(lock(family), false, Boolean::logicalOr));
        joining.forEach(family -> wanted.put(lock(family), true));
        var held = batch.current();
        if (held != null) {
            wanted.entrySet()
                    .removeIf(lock -> held.containsKey(lock.getKey())
                            && (held.getOrDefault(lock.getKey(), false) || !lock.getValue()));
            held.putAll(wanted);
        }
        if (!wanted.isEmpty()) {
            statements.add(
                    TAKE,
                    wanted.keySet().toArray(Integer[]::new),
                    wanted.values().toArray(Boolean[]::new));
        }
    }

    private static int lock(UUID family) {
        return (int) Long.remainderUnsigned(family.getLeastSignificantBits(), LOCKS);
    }
}
