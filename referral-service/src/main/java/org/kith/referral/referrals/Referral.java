package org.kith.referral.referrals;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.FamilyId;
import org.kith.referral.thresholds.ConcernCode;
import org.kith.referral.thresholds.Discipline;
import org.kith.referral.thresholds.NeededDisciplines;

/** A worry about a family: received, looked at, and decided once. */
@Entity
@Table(name = "referral")
@SuppressWarnings("UnusedVariable") // Some fields are written for those who read the table.
class Referral {

    @Id
    private UUID id;

    @TenantId
    @Column(updatable = false)
    private @Nullable String council;

    @Version
    private @Nullable Long version;

    private String reference;
    private String receiptToken;
    private UUID familyId;
    private UUID provisionalFamilyId;

    @Enumerated(EnumType.STRING)
    private MatchedBy matchedBy;

    private String sourceCode;
    private String referrerName;
    private @Nullable String referrerRole;
    private @Nullable String referrerOrganisation;
    private @Nullable String referrerTelephone;
    private @Nullable String referrerEmail;
    private String worries;
    private String whatWasSeen;
    private @Nullable String familyKnows;
    private boolean immediateDanger;
    private int children;
    private Instant receivedAt;
    private Instant recordedAt;
    private Instant decisionDueAt;

    @Enumerated(EnumType.STRING)
    private ReferralState state = ReferralState.RECEIVED;

    private @Nullable Instant lookedAt;
    private @Nullable String lookedAtBy;
    private @Nullable Instant decidedAt;
    private @Nullable Instant decisionRecordedAt;
    private @Nullable String decidedBy;
    private @Nullable String reasonCode;
    private @Nullable String serviceCode;

    @Column(name = "level_of_need")
    private @Nullable Integer level;

    private @Nullable String reason;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Referral() {}

    /** A worker has opened it; the first one is remembered. Returns whether this was the first. */
    boolean lookAt(String worker, Instant at) {
        state = next(ReferralAct.LOOK_AT);
        if (lookedAt != null) {
            return false;
        }
        lookedAt = at;
        lookedAtBy = worker;
        return true;
    }

    /** A person says which family it is about. */
    void isAbout(FamilyId family) {
        state = next(ReferralAct.CORRECT_FAMILY);
        familyId = family.value();
        matchedBy = MatchedBy.PERSON;
    }

    /** Records the one decision there is. */
    void decide(Decision decision, String why, String by, Instant at, Instant recordedAt) {
        if (at.isBefore(receivedAt)) {
            throw new Refusal("decided-before-received", "A referral cannot be decided before it was received");
        }
        switch (decision) {
            case Decision.Accept accept -> {
                var level = accept.level();
                if (level != null && !level.meetsTheThreshold()) {
                    throw new Refusal(
                            "level-below-threshold",
                            "A locality team takes families at level 3 and above",
                            "Signpost or decline the referral, or choose level 3 or 4");
                }
                state = next(ReferralAct.ACCEPT);
            }
            case Decision.Decline decline -> {
                state = next(ReferralAct.DECLINE);
                reasonCode = decline.reasonCode();
            }
            case Decision.Signpost signpost -> {
                state = next(ReferralAct.SIGNPOST);
                serviceCode = signpost.serviceCode();
            }
        }
        level = decision.level() == null ? null : decision.level().value();
        reason = why;
        decidedBy = by;
        decidedAt = at;
        decisionRecordedAt = recordedAt;
    }

    /** The family it is about goes on as another. */
    void followsTo(FamilyId family) {
        familyId = family.value();
    }

    private ReferralState next(ReferralAct act) {
        return state.after(act)
                .orElseThrow(() -> new Refusal(
                        "referral-already-decided",
                        "This referral was decided before",
                        "If something new is known, raise a new referral"));
    }

    ReferralId id() {
        return new ReferralId(id);
    }

    FamilyId family() {
        return new FamilyId(familyId);
    }

    FamilyId provisionalFamily() {
        return new FamilyId(provisionalFamilyId);
    }

    List<Discipline> neededDisciplines() {
        return NeededDisciplines.of(
                Stream.of(worries.split(" ", -1)).map(ConcernCode::new).toList());
    }

    boolean saysDanger() {
        return immediateDanger;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    boolean isDecided() {
        return state.isDecided();
    }

    Receipt receipt(boolean first) {
        return new Receipt(
                id(),
                new Reference(reference),
                new ReceiptToken(receiptToken),
                new FamilyId(familyId),
                state,
                immediateDanger,
                receivedAt,
                decisionDueAt,
                first);
    }
}
