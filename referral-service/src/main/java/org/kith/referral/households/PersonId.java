package org.kith.referral.households;

import java.util.UUID;

/** A person's id. */
public record PersonId(UUID value) {}
