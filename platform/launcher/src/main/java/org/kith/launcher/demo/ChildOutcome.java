package org.kith.launcher.demo;

import java.time.LocalDate;

/** Something that will have happened for one child of a family, to be entered by a worker. */
record ChildOutcome(int child, String kind, LocalDate happenedOn) {

    static final String CARE_ENTRY = "CARE_ENTRY";
    static final String CARE_EXIT = "CARE_EXIT";
    static final String PLAN_START = "PROTECTION_PLAN_START";
    static final String PLAN_END = "PROTECTION_PLAN_END";
    static final String PROCEEDINGS_ISSUED = "PROCEEDINGS_ISSUED";
    static final String PROCEEDINGS_CONCLUDED = "PROCEEDINGS_CONCLUDED";
}
