package org.kith.platform.waiting;

/**
 * A kind of task that nothing in Kith can tell to be done: an administrator says so, and why.
 *
 * @param kind as in {@link Waiting.Item}
 */
public record SettledByHand(String kind) {}
