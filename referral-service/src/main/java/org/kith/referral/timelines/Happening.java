package org.kith.referral.timelines;

import org.jspecify.annotations.Nullable;

/** What can happen on a family's road, with what a worker reads and, where it may be told at all, what the referrer reads. */
public enum Happening {
    REFERRAL_RECEIVED("A worry was received", "What you told us was received"),
    REFERRAL_LOOKED_AT("A screening worker opened the referral", "A worker is looking at it"),
    REFERRAL_ACCEPTED("The referral was accepted", "It was decided that the family needs help"),
    REFERRAL_DECLINED("The referral was closed without further action", "It was decided that no more is done for now"),
    REFERRAL_SIGNPOSTED(
            "The family was pointed to another service", "It was decided to point the family to another service"),
    FAMILY_MATCH_CORRECTED("A person corrected which family the referral is about", null),
    PERSON_CORRECTED("What is known of a person was corrected", null),
    FAMILIES_JOINED("Two records of this family were joined", null),
    ACCESS_CHANGED("Who may see this family was changed", null),
    ADDRESS_PROTECTED("The family's address was protected", null),
    ADDRESS_REVEALED("The protected address was opened with a reason", null),
    FAMILY_WAITING("No team could be given; a person places the family", "A team is being found"),
    FAMILY_ALLOCATED("A locality team took the family", "A team is there for the family"),
    FAMILY_TRANSFERRED("The family moved to another team", "Another team is there for the family"),
    LEAD_NAMED("A lead practitioner was named", "One worker leads the work with the family"),
    SPECIALIST_REQUESTED("A specialist was asked for", null),
    SPECIALIST_ASSIGNED("A specialist was given the work", "Specialists work with the family"),
    SPECIALIST_RECORDED("A specialist recorded work with the family", null),
    SPECIALIST_ENDED("A specialist's work ended", null),
    FAMILY_CLOSED("The team closed its work with the family", "The work with the family has ended");

    private final String text;
    private final @Nullable String forReferrers;

    Happening(String text, @Nullable String forReferrers) {
        this.text = text;
        this.forReferrers = forReferrers;
    }

    /** What a worker reads. */
    public String text() {
        return text;
    }

    /** What a referrer may read; none for what is the family's business. */
    public @Nullable String forReferrers() {
        return forReferrers;
    }
}
