package org.kith.specialist.requests;

/** Why a practitioner's work on a request ended; the words other services hear. */
public enum EndReason {
    HANDED_BACK,
    FINISHED,
    FAMILY_CLOSED,
    TRANSFERRED
}
