package org.kith.specialist.requests;

import java.time.Instant;

/** A team holds the family because of this referral. */
public record NoteTeam(FamilyId family, ReferralId referral, TeamCode team, Instant at) {}
