package org.kith.platform.security;

/** What can be done in Kith, as far as anybody's right to do it is concerned. {@link AccessPolicy} says who may. */
public enum Act {
    RAISE_REFERRAL,
    SEE_SCREENING_QUEUE,
    SCREEN_REFERRAL,
    JOIN_FAMILIES,
    SEE_FAMILY,
    SEE_PROTECTED_ADDRESS,
    /** What others wrote about a family in words of their own, in which an address may stand. */
    READ_NOTES,
    CORRECT_PERSON,
    SEE_TEAM_BOARD,
    SEE_ALLOCATION_QUEUE,
    PLACE_FAMILY,
    NAME_LEAD,
    TRANSFER_FAMILY,
    CLOSE_FAMILY,
    MANAGE_TEAMS,
    MANAGE_WORKERS,
    SEE_SPECIALIST_TRAY,
    MANAGE_SPECIALISTS,
    RECORD_SPECIALIST_INPUT,
    RECORD_OUTCOME,
    SEE_FIGURES,
    SET_AIM,
    SEE_AUDIT,
    RESTRICT_FAMILY,
    SETTLE_TASKS,
    OPERATE
}
