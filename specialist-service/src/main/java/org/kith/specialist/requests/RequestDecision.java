package org.kith.specialist.requests;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What was decided about a request, by whom and why. Never changed. */
@Entity
@Immutable
class RequestDecision implements Persistable<UUID> {

    /** What came of it. */
    enum Outcome {
        OPENED,
        ASSIGNED,
        WAITS,
        ACCEPTED,
        HANDED_BACK,
        MOVED,
        ENDED
    }

    @Id
    private UUID decisionId;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it.
    private String council;

    private UUID requestId;

    @SuppressWarnings("unused") // For audits in the database.
    private UUID familyId;

    private String outcome;
    private @Nullable UUID practitionerId;
    private String[] reasons;
    private @Nullable String note;
    private String decidedBy;
    private Instant decidedAt;

    @SuppressWarnings("unused") // Queries order by it.
    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the council.
    RequestDecision(
            UUID decisionId,
            SpecialistRequest about,
            Outcome outcome,
            @Nullable UUID practitionerId,
            List<String> reasons,
            @Nullable String note,
            String decidedBy,
            Instant decidedAt,
            Instant recordedAt) {
        this.decisionId = decisionId;
        this.requestId = about.id().value();
        this.familyId = about.family().value();
        this.outcome = outcome.name();
        this.practitionerId = practitionerId;
        this.reasons = reasons.toArray(String[]::new);
        this.note = note;
        this.decidedBy = decidedBy;
        this.decidedAt = decidedAt;
        this.recordedAt = recordedAt;
    }

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected RequestDecision() {}

    @Override
    public UUID getId() {
        return decisionId;
    }

    /** Decisions are only ever added. */
    @Override
    public boolean isNew() {
        return true;
    }

    DecisionRow row() {
        return new DecisionRow(requestId, decidedAt, outcome, practitionerId, Arrays.asList(reasons), note, decidedBy);
    }
}
