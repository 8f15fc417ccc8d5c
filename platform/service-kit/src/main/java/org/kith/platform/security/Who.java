package org.kith.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The person or client that is acting, as their token says.
 *
 * @param subject opaque id; for staff the same as their worker id
 * @param council ONS code
 * @param kind STAFF, AGENCY (an agency's own client), PUBLIC (the intake without an account), OPERATOR, ANALYST or SERVICE (this service itself)
 * @param scopes what the token may be used for, such as {@code referrals.write} or {@code backfill}
 * @param agency code of the agency for AGENCY; absent otherwise
 */
public record Who(
        String subject,
        String council,
        Kind kind,
        Set<String> scopes,
        @Nullable String agency) {

    /** The coarse kinds a token can be of. Roles and teams are not in the token: team allocation owns them. */
    public enum Kind {
        STAFF,
        AGENCY,
        PUBLIC,
        OPERATOR,
        ANALYST,
        SERVICE
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }
}
