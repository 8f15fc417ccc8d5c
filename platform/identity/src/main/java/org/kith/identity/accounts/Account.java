package org.kith.identity.accounts;

import java.util.UUID;

/**
 * Somebody who may sign in.
 *
 * @param accountId subject of their tokens; for staff the same as their worker id
 * @param kind staff, analyst or operator
 * @param disabled whether they are out
 */
public record Account(
        UUID accountId, String username, String displayName, String council, String kind, boolean disabled) {}
