package org.kith.referral.households;

/** What one person of a referral is to another. */
public record RelationshipTold(PersonId from, PersonId to, String kind) {}
