package org.kith.specialist.assigning;

/** Why a request went where it went, or why it waits. */
public enum Reason {
    TEAM_HAS_NONE("The team has nobody of this discipline"),
    TEAM_AWAY("The team's practitioner is on leave"),
    TEAM_OTHER_SIDE("The team's practitioner works, or worked, with the other side"),
    TEAM_HANDED_BACK("The team's practitioner handed it back"),
    TEAM_KEPT_FROM("The team's practitioner may not work with this family"),
    TEAM_FULL("The team's practitioners have no room"),
    TEAM_HAS_ROOM("A practitioner of the team has room"),
    POOL_HAS_NONE("The pool has nobody of this discipline"),
    POOL_AWAY("The pool's practitioner is on leave"),
    POOL_OTHER_SIDE("The pool's practitioner works, or worked, with the other side"),
    POOL_HANDED_BACK("The pool's practitioner handed it back"),
    POOL_KEPT_FROM("The pool's practitioner may not work with this family"),
    POOL_FULL("The pool's practitioners have no room"),
    POOL_HAS_ROOM("A practitioner of the pool has room"),
    ONLY_ONE("Nobody else could take it"),
    LEAST_LOAD("The smallest share of their capacity is taken"),
    CHOSEN_BY_PERSON("A person chose"),
    PRACTITIONER_LEFT("The practitioner left"),
    BOTH_SIDES("After two families were joined the practitioner stood on both sides"),
    FAMILY_TRANSFERRED("The family moved to another team"),
    FAMILY_CLOSED("The team closed its work with the family"),
    FAMILIES_JOINED("Two families turned out to be one"),
    DANGER("A child was said to be in danger"),
    WORRIES("The referral's worries call for it"),
    WORK_DONE("The practitioner finished the work"),
    TOOK_IT_ON("The practitioner accepted it");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** The reason in plain words; names nobody. */
    public String words() {
        return words;
    }
}
