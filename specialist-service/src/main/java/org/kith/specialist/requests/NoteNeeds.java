package org.kith.specialist.requests;

import java.time.Instant;
import java.util.List;
import org.kith.specialist.practitioners.Discipline;

/** A referral was accepted, and its worries call for these disciplines. */
public record NoteNeeds(
        ReferralId referral, FamilyId family, List<Discipline> disciplines, boolean urgent, Instant acceptedAt) {}
