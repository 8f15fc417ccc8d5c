package org.kith.specialist.chapters;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.requests.RequestRow;
import org.springframework.data.domain.Persistable;

/** One entry in a practitioner's chapter. Entries are only added; a correction is another entry. */
@Entity
class ChapterInput implements Persistable<UUID> {

    @Id
    private UUID inputId;

    @TenantId
    @SuppressWarnings("unused") // Hibernate writes it.
    private String council;

    private UUID requestId;

    @SuppressWarnings("unused") // Queries read it.
    private UUID familyId;

    @Enumerated(EnumType.STRING)
    private Discipline discipline;

    private UUID practitionerId;

    @Enumerated(EnumType.STRING)
    private InputKind kindCode;

    private Instant happenedAt;
    private Instant recordedAt;
    private String text;
    private boolean openToPerpetratorsWorker;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the council.
    ChapterInput(RecordInput command, RequestRow request, Instant happenedAt, Instant recordedAt) {
        this.inputId = command.input().value();
        this.requestId = request.requestId();
        this.familyId = request.familyId();
        this.discipline = request.discipline();
        this.practitionerId = command.by().value();
        this.kindCode = command.kind();
        this.happenedAt = happenedAt;
        this.recordedAt = recordedAt;
        this.text = command.text();
        this.openToPerpetratorsWorker = command.openToPerpetratorsWorker();
    }

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ChapterInput() {}

    @Override
    public UUID getId() {
        return inputId;
    }

    /** Entries are only ever added. */
    @Override
    public boolean isNew() {
        return true;
    }

    /** Whether it was kept for the same command, sent before. */
    boolean isFrom(RecordInput command) {
        return requestId.equals(command.request().value())
                && practitionerId.equals(command.by().value())
                && kindCode == command.kind()
                && openToPerpetratorsWorker == command.openToPerpetratorsWorker()
                && text.equals(command.text());
    }

    InputRow row(Reader reader) {
        return new InputRow(
                inputId,
                requestId,
                discipline,
                practitionerId,
                kindCode.name(),
                happenedAt,
                recordedAt,
                openToPerpetratorsWorker || reader.mayRead(discipline, practitionerId.toString()) ? text : null);
    }
}
