package org.kith.allocation.teams.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamCode;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;

/**
 * A team as it is made or changed. Making one needs all but the days and areas; in a change, what is absent stays.
 *
 * @param code short code; only when it is made
 * @param name what it is called
 * @param districtCode ONS code of its district; only when it is made
 * @param capacityPoints how many families it has room for
 * @param liveFrom first day it takes families
 * @param closedFrom first day it takes none; only in a change
 * @param effectiveFrom first day of what is said here; today if absent
 * @param areas areas it serves from then on
 */
record TeamForm(
        @Nullable String code,
        @Nullable String name,
        @Nullable String districtCode,
        @Nullable Integer capacityPoints,
        @Nullable LocalDate liveFrom,
        @Nullable LocalDate closedFrom,
        @Nullable LocalDate effectiveFrom,
        @Nullable List<String> areas) {

    /** Longer names do not fit a board; longer lists are an import, not a form. */
    private static final int LONGEST_NAME = 80;

    private static final int MOST_AREAS = 1_000;
    private static final int MOST_ROOM = 1_000_000;

    void checkForMaking() {
        var problems = shared();
        if (code == null || !TeamCode.isOne(code)) {
            problems.add(new FieldProblem(
                    "code", "not-a-team-code", "Give 2 to 12 capital letters and digits, a letter first, such as T26"));
        }
        if (districtCode == null || !DistrictCode.isOne(districtCode)) {
            problems.add(new FieldProblem(
                    "districtCode", "not-a-district-code", "Give the district's ONS code, such as E07000117"));
        }
        if (name == null) {
            problems.add(new FieldProblem("name", "missing", "Say what the team is called"));
        }
        if (capacityPoints == null) {
            problems.add(new FieldProblem("capacityPoints", "missing", "Say how many families the team has room for"));
        }
        if (closedFrom != null) {
            problems.add(new FieldProblem("closedFrom", "not-here", "A team is closed by changing it later"));
        }
        refuse(problems);
    }

    void checkForChanging() {
        var problems = shared();
        if (code != null || districtCode != null) {
            problems.add(new FieldProblem(
                    code == null ? "districtCode" : "code", "not-here", "A team's code and district never change"));
        }
        refuse(problems);
    }

    List<AreaCode> areaCodes() {
        return areas == null
                ? List.of()
                : areas.stream().distinct().map(AreaCode::new).toList();
    }

    private List<FieldProblem> shared() {
        var problems = new ArrayList<FieldProblem>();
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            problems.add(new FieldProblem("name", "not-a-name", "Give a name of 1 to " + LONGEST_NAME + " characters"));
        }
        if (capacityPoints != null && (capacityPoints < 0 || capacityPoints > MOST_ROOM)) {
            problems.add(new FieldProblem("capacityPoints", "out-of-range", "Give a number from 0 to " + MOST_ROOM));
        }
        if (liveFrom != null && closedFrom != null && closedFrom.isBefore(liveFrom)) {
            problems.add(new FieldProblem("closedFrom", "closed-before-live", "A team closes after it went live"));
        }
        if (areas != null && areas.size() > MOST_AREAS) {
            problems.add(new FieldProblem("areas", "too-many", "Send at most " + MOST_AREAS + " areas at once"));
        } else if (areas != null) {
            for (int i = 0; i < areas.size(); i++) {
                if (areas.get(i) == null || !AreaCode.isOne(areas.get(i))) {
                    problems.add(new FieldProblem(
                            "areas[" + i + "]",
                            "not-an-area-code",
                            "Give a district, a colon and a postcode sector, such as E07000117:BB11 3"));
                }
            }
        }
        return problems;
    }

    private static void refuse(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
