package org.kith.allocation.families;

/** Why a team ends its work with a family. */
public enum CloseReason {
    NEEDS_MET,
    STEPPED_DOWN,
    MOVED_AWAY,
    OTHER
}
