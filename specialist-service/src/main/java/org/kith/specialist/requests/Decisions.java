package org.kith.specialist.requests;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.kith.specialist.assigning.Reason;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.requests.RequestDecision.Outcome;
import org.springframework.stereotype.Component;

/** Writes down every decision about a request, so that it can be explained to the practitioner and to the family. */
@Component
class Decisions {

    /** Who decided where no person did. */
    static final String POLICY = "specialist";

    private final RequestDecisions decisions;
    private final Clock clock;

    Decisions(RequestDecisions decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    void byPolicy(
            SpecialistRequest about,
            Outcome outcome,
            @Nullable PractitionerId practitioner,
            List<Reason> reasons,
            Instant at) {
        write(about, outcome, practitioner, reasons.stream().map(Reason::name).toList(), null, POLICY, at);
    }

    void byPerson(
            SpecialistRequest about,
            Outcome outcome,
            @Nullable PractitionerId practitioner,
            String reason,
            @Nullable String note,
            Instant at) {
        var who = Acting.ifAny().map(Who::subject).orElse(POLICY);
        write(about, outcome, practitioner, List.of(reason), note, who, at);
    }

    private void write(
            SpecialistRequest about,
            Outcome outcome,
            @Nullable PractitionerId practitioner,
            List<String> reasons,
            @Nullable String note,
            String by,
            Instant at) {
        decisions.save(new RequestDecision(
                UuidCreator.getTimeOrderedEpoch(),
                about,
                outcome,
                practitioner == null ? null : practitioner.value(),
                reasons,
                note,
                by,
                at,
                clock.instant()));
    }
}
