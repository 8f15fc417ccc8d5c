package org.kith.referral.households;

/** What one person of a family is to another. */
public record Relationship(PersonId from, PersonId to, String kind) {}
