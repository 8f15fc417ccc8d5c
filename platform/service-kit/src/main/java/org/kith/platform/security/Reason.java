package org.kith.platform.security;

/** Why somebody may not do something. A decision names all that apply; they are for the audit, never for the asker. */
public enum Reason {
    WRONG_COUNCIL,
    KIND_MAY_NOT,
    SCOPE_MISSING,
    NO_ROLE,
    ROLE_MAY_NOT,
    OTHER_TEAM,
    NOT_INVOLVED,
    TEAM_HOLDS_FAMILY,
    EXCLUDED,
    RESTRICTED,
    WORKS_WITH_PERPETRATOR
}
