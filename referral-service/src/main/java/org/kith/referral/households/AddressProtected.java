package org.kith.referral.households;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A family that was known before is protected from now on.
 *
 * @param by the worker who saw to it; none if a new referral asks for it
 */
public record AddressProtected(FamilyId family, @Nullable String by, Instant at) {}
