package org.kith.outcomes.measures;

import java.util.Arrays;
import java.util.Optional;

/** What is counted, what it is called, what exactly it means and where the meaning comes from. */
public enum Measure {
    REFERRALS_RECEIVED(
            Sort.FLOW,
            "Families referred",
            "Referrals received about families, each once however many children it is about, on the day it reached the council.",
            "Kith; the Department for Education counts children, see CHILDREN_REFERRED"),
    CHILDREN_REFERRED(
            Sort.FLOW,
            "Children's referrals",
            "Children named in the referrals received, each child once for each referral, on the day it reached the council."
                    + " This is what official statistics call referrals.",
            "DfE, Children in need: referrals"),
    DISTINCT_CHILDREN_REFERRED(
            Sort.FLOW,
            "Children referred",
            "Children referred for the first time in a reporting year (1 April to 31 March), on the day of that referral;"
                    + " added up over a reporting year it counts each child once.",
            "DfE, Children in need: children referred"),
    RE_REFERRALS(
            Sort.FLOW,
            "Children's re-referrals",
            "Children's referrals within 12 months (365 days) of the same child's previous referral, on the day of the later one.",
            "DfE, Children in need: re-referrals within 12 months"),
    DECISIONS_ACCEPTED(
            Sort.FLOW,
            "Referrals accepted",
            "Decisions that a referral meets the threshold, on the day of the decision.",
            "Kith"),
    DECISIONS_DECLINED(
            Sort.FLOW,
            "Referrals with no further action",
            "Decisions for no further action, on the day of the decision; families' referrals, not children.",
            "Kith; compare DfE, referrals resulting in no further action"),
    DECISIONS_SIGNPOSTED(
            Sort.FLOW,
            "Referrals pointed elsewhere",
            "Decisions that another service can help, on the day of the decision.",
            "Kith"),
    DECIDED_WITHIN_ONE_WORKING_DAY(
            Sort.FLOW,
            "Decided within one working day",
            "Decisions made by the end of the first working day in England after the referral was received, on the day of the"
                    + " decision; of all decisions, accepted, declined and signposted.",
            "Working Together to Safeguard Children: decision within one working day"),
    HOURS_TO_DECISION(
            Sort.HOURS,
            "Hours to decision",
            "Whole hours of the clock, nights and weekends too, from the receipt of a referral to the decision about it, added up, on"
                    + " the day of the decision; divide by the decisions accepted, declined and signposted for the mean. The median is"
                    + " worked out from the single durations.",
            "Kith"),
    FAMILIES_ALLOCATED(
            Sort.FLOW,
            "Families given a team",
            "Families that no team held and that a team was given, on the day it was; further referrals of a family that is held,"
                    + " and moves between teams, are not counted.",
            "Kith"),
    FAMILIES_WAITING(
            Sort.STOCK,
            "Families waiting for a team",
            "Families accepted that no team holds. A day's number is those that began to wait less those that stopped; the running"
                    + " total is the number waiting at the end of the day. Known for the county only, since no team holds them.",
            "Kith"),
    FIRST_HELP_GIVEN(
            Sort.FLOW,
            "Families given first help",
            "Times with the service in which a practitioner recorded work with the family, on the day of the first.",
            "Kith"),
    HOURS_TO_FIRST_HELP(
            Sort.HOURS,
            "Hours to first help",
            "Whole hours from the receipt of the first referral of a time with the service to the first work recorded by a"
                    + " practitioner, added up, on the day of that work; divide by FIRST_HELP_GIVEN for the mean. The median is worked"
                    + " out from the single durations.",
            "Kith"),
    CARE_ENTRIES(
            Sort.FLOW,
            "Children who came into care",
            "Children starting to be looked after, on the day it began.",
            "DfE, Children looked after: starting in the year"),
    CARE_EXITS(
            Sort.FLOW,
            "Children who left care",
            "Children ceasing to be looked after, on the day it ended.",
            "DfE, Children looked after: ceasing in the year"),
    CHILDREN_IN_CARE(
            Sort.STOCK,
            "Children in care",
            "Care entries less care exits; the running total is the number of children looked after at the end of the day, of those"
                    + " whose entry is recorded in Kith. A team's number is of the families that it holds, and moves with them.",
            "DfE, Children looked after on 31 March"),
    PROTECTION_PLAN_STARTS(
            Sort.FLOW,
            "Child protection plans started",
            "Child protection plans that began, on the day they began.",
            "DfE, Children in need: child protection plans starting"),
    PROTECTION_PLAN_ENDS(
            Sort.FLOW,
            "Child protection plans ended",
            "Child protection plans that ended, on the day they ended.",
            "DfE, Children in need: child protection plans ending"),
    CHILDREN_ON_PLAN(
            Sort.STOCK,
            "Children on a child protection plan",
            "Plans started less plans ended; the running total is the number of children on a plan at the end of the day, of those"
                    + " whose start is recorded in Kith. A team's number is of the families that it holds, and moves with them.",
            "DfE, Children in need: child protection plans at 31 March"),
    PROCEEDINGS_ISSUED(
            Sort.FLOW,
            "Care proceedings issued",
            "Children for whom care proceedings were issued, on the day of issue.",
            "Kith; 26-week limit, Children Act 1989 section 32"),
    PROCEEDINGS_CONCLUDED(
            Sort.FLOW,
            "Care proceedings concluded",
            "Children whose care proceedings were concluded, on that day.",
            "Kith; 26-week limit, Children Act 1989 section 32"),
    FAMILIES_CLOSED(
            Sort.FLOW,
            "Families closed",
            "Closings after which no team held the family, on the day of the closing.",
            "Kith");

    /** How days make up a period. */
    public enum Sort {
        /** Add the days of the period up. */
        FLOW,
        /** Add all days up to the end of the period up: the number at that moment. */
        STOCK,
        /** Add up like a flow; every part is a duration in whole hours. */
        HOURS
    }

    private final Sort sort;
    private final String text;
    private final String definition;
    private final String source;

    Measure(Sort sort, String text, String definition, String source) {
        this.sort = sort;
        this.text = text;
        this.definition = definition;
        this.source = source;
    }

    /** The measure with that code, if there is one. */
    public static Optional<Measure> of(String code) {
        return Arrays.stream(values())
                .filter(measure -> measure.name().equals(code))
                .findFirst();
    }

    public Sort sort() {
        return sort;
    }

    public String text() {
        return text;
    }

    public String definition() {
        return definition;
    }

    public String source() {
        return source;
    }
}
