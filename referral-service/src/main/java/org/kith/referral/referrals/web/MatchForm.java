package org.kith.referral.referrals.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which family it is about; none for one not known before. */
public record MatchForm(@Nullable UUID familyId) {}
