package org.kith.identity.accounts;

import java.util.UUID;

/** Somebody may no longer sign in, or may again. */
public record DisableAccount(UUID accountId, boolean out) {}
