package org.kith.referral.families;

import java.time.Instant;
import org.kith.platform.security.AccessLists;
import org.kith.referral.households.FamilyId;

/** Which workers may see a family was changed. */
public record AccessChanged(FamilyId family, AccessLists lists, Instant at) {}
