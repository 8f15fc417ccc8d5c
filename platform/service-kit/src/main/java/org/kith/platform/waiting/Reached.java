package org.kith.platform.waiting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody's roles reach among what waits.
 *
 * @param terms in SQL, on {@code waiting_item}; empty where they reach nothing
 * @param parameters what its places are bound to
 * @param late whether no more is looked for than what has passed its limit
 */
record Reached(String terms, List<@Nullable Object> parameters, boolean late) {}
