package org.kith.outcomes.journeys;

/** A child who was known twice: the id that ends, and the one that goes on. */
public record SameChild(ChildId child, ChildId knownAs) {}
