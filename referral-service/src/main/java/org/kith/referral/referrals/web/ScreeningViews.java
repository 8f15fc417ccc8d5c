package org.kith.referral.referrals.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the screening pages show. */
final class ScreeningViews {

    private ScreeningViews() {}

    /** One page of the queue. */
    record QueueView(long total, List<QueueItem> items) {}

    /**
     * One undecided referral; of a restricted family the worries are left out.
     *
     * @param restricted the reader may not open it
     * @param closedToScreening no screening worker may: the practice lead has to name one
     */
    record QueueItem(
            UUID referralId,
            String reference,
            Instant receivedAt,
            Instant decisionDueAt,
            boolean overdue,
            boolean immediateDanger,
            String sourceCode,
            int children,
            List<String> worries,
            UUID familyId,
            boolean restricted,
            boolean closedToScreening) {}

    /** Everything that was said, who it may be and what came before. */
    record ReferralView(
            UUID referralId,
            String reference,
            String stage,
            Instant receivedAt,
            Instant decisionDueAt,
            boolean overdue,
            boolean immediateDanger,
            ReferrerView referrer,
            List<ChildView> children,
            List<AdultView> adults,
            List<RelationshipView> relationships,
            AddressView address,
            List<WorryView> worries,
            String whatWasSeen,
            List<MustNotKnowView> mustNotKnow,
            @Nullable String safeContact,
            @Nullable String familyKnows,
            UUID familyId,
            UUID provisionalFamilyId,
            String matchedBy,
            List<String> neededDisciplines,
            List<CandidateView> candidates,
            List<ContactView> otherContacts,
            @Nullable Instant lookedAt,
            @Nullable String lookedAtBy,
            @Nullable DecisionView decision) {}

    /** Who told us. */
    record ReferrerView(
            String name,
            @Nullable String role,
            @Nullable String organisation,
            String sourceCode,
            String sourceText,
            @Nullable String telephone,
            @Nullable String email) {}

    /** A child as told. */
    record ChildView(
            UUID personId,
            @Nullable UUID sameAs,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            @Nullable Integer ageYears,
            @Nullable LocalDate expectedOn,
            @Nullable String sex,
            @Nullable String nhsNumber,
            @Nullable String school) {}

    /** An adult as told. */
    record AdultView(
            UUID personId,
            @Nullable UUID sameAs,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            @Nullable String telephone) {}

    /** What one is to another. */
    record RelationshipView(UUID from, UUID to, String kind, String text) {}

    /** Where they live, or that it is protected, or that nobody knows. */
    record AddressView(
            boolean isProtected,
            boolean unknown,
            List<String> lines,
            @Nullable String postcode) {}

    /** A worry with its text. */
    record WorryView(String code, String text) {}

    /** Who must not know. */
    record MustNotKnowView(
            @Nullable UUID personId,
            @Nullable String name,
            @Nullable String why) {}

    /** A family it may be about. */
    record CandidateView(UUID familyId, String title, List<String> evidenceFor, List<String> evidenceAgainst) {}

    /** Another referral about one of those families, earlier or later. */
    record ContactView(
            UUID referralId,
            UUID familyId,
            String reference,
            Instant receivedAt,
            String stage,
            String sourceCode,
            List<String> worries) {}

    /** How it was decided. */
    record DecisionView(
            Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String reasonCode,
            @Nullable String serviceCode,
            @Nullable Integer level,
            @Nullable String reason) {}
}
