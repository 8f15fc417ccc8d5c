package org.kith.allocation.families;

/** Why a family moves to another team. */
public enum TransferReason {
    MOVED,
    CONFLICT_OF_INTEREST,
    CAPACITY,
    CONTINUITY,
    OTHER
}
