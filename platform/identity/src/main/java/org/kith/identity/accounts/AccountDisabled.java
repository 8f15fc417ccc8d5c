package org.kith.identity.accounts;

import java.util.UUID;

/** Somebody is out from now on; whatever tokens they hold must end. */
public record AccountDisabled(UUID accountId) {}
