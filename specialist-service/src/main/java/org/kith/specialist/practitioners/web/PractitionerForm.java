package org.kith.specialist.practitioners.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.RegisterPractitioner;

/**
 * A practitioner as they come in. Sent again for a worker who is known, it adds the discipline and replaces the rest.
 *
 * @param workerId the worker
 * @param discipline SUBSTANCE_MISUSE, DOMESTIC_ABUSE_SURVIVOR, DOMESTIC_ABUSE_PERPETRATOR or MENTAL_HEALTH
 * @param teamCode the team they are embedded in; absent for the pool
 * @param capacity how many requests they can hold at once
 * @param email where the digest goes; absent for none
 */
record PractitionerForm(
        @Schema(requiredMode = REQUIRED) @Nullable UUID workerId,
        @Schema(requiredMode = REQUIRED) @Nullable String discipline,
        @Nullable String teamCode,
        @Schema(requiredMode = REQUIRED) @Nullable Integer capacity,
        @Nullable String email) {

    /** Nobody works with more families than that; a typing slip does. */
    private static final int MOST = 200;

    private static final Pattern TEAM = Pattern.compile("[A-Za-z0-9_-]{1,20}");
    private static final Pattern MAILBOX = Pattern.compile("[^@\\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,180}");

    RegisterPractitioner command() {
        var problems = new ArrayList<FieldProblem>();
        if (workerId == null) {
            problems.add(new FieldProblem("workerId", "missing", "Say which worker it is"));
        }
        var known = Optional.ofNullable(discipline).flatMap(Discipline::of);
        if (known.isEmpty()) {
            problems.add(new FieldProblem(
                    "discipline",
                    discipline == null ? "missing" : "unknown-code",
                    "Say SUBSTANCE_MISUSE, DOMESTIC_ABUSE_SURVIVOR, DOMESTIC_ABUSE_PERPETRATOR or MENTAL_HEALTH"));
        }
        if (teamCode != null && !TEAM.matcher(teamCode).matches()) {
            problems.add(new FieldProblem("teamCode", "unknown-code", "A team code has letters and digits only"));
        }
        if (capacity == null || capacity < 0 || capacity > MOST) {
            problems.add(new FieldProblem(
                    "capacity", capacity == null ? "missing" : "out-of-range", "Say a number from 0 to 200"));
        }
        if (email != null && !MAILBOX.matcher(email).matches()) {
            problems.add(new FieldProblem("email", "not-an-address", "Give one e-mail address, such as a@example.org"));
        }
        if (!problems.isEmpty() || workerId == null || capacity == null) {
            throw new Invalid(problems);
        }
        return new RegisterPractitioner(new PractitionerId(workerId), known.orElseThrow(), teamCode, capacity, email);
    }

    /** Never the mailbox: forms end up in logs. */
    @Override
    public String toString() {
        return "PractitionerForm[" + workerId + "]";
    }
}
