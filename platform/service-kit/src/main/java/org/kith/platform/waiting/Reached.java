package org.kith.platform.waiting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody's roles reach among what waits.
 *
 * @param condition in SQL, on {@code waiting_item}; empty where they reach nothing
 * @param parameters what its places are bound to
 */
record Reached(String condition, List<@Nullable Object> parameters) {}
