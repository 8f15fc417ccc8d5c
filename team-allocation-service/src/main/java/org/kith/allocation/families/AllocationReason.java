package org.kith.allocation.families;

/** Why a team holds a family. */
public enum AllocationReason {
    AREA,
    ALREADY_HELD,
    PLACED_BY_PERSON,
    OVERRIDE
}
