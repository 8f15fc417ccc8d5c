package org.kith.identity.accounts;

import java.util.UUID;

/** Let somebody sign in, or change how they do; said twice it is done once. */
public record MakeAccount(
        UUID accountId, String username, String password, String displayName, String council, String kind) {}
