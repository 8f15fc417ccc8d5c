package org.kith.platform.waiting;

/**
 * A kind of task for administrators that ends when what it is about holds again, or was answered for elsewhere.
 *
 * @param kind as in {@link Waiting.Item}
 */
public record EndsByItself(String kind) {}
