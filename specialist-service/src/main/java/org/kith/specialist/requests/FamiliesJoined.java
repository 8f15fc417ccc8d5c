package org.kith.specialist.requests;

/** Everything known of the absorbed family now belongs to the survivor. */
public record FamiliesJoined(FamilyId survivor, FamilyId absorbed) {}
