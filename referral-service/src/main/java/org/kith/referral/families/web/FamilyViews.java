package org.kith.referral.families.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the doors to a family's record take and show. */
final class FamilyViews {

    private FamilyViews() {}

    /** A family as a whole; its address is masked when protected. */
    record FamilyView(
            UUID familyId,
            String title,
            List<PersonView> people,
            List<RelationshipView> relationships,
            AddressView address,
            boolean addressProtected,
            List<MustNotKnowView> mustNotKnow,
            @Nullable String safeContact,
            List<ReferralLine> referrals) {}

    /** One person of it; {@code kind} is CHILD or ADULT. */
    record PersonView(
            UUID personId,
            String kind,
            String givenName,
            String familyName,
            @Nullable LocalDate dateOfBirth,
            @Nullable Integer ageYears,
            @Nullable LocalDate expectedOn,
            @Nullable String sex,
            @Nullable String nhsNumber,
            @Nullable String school,
            @Nullable String telephone,
            @Nullable String childNumber) {}

    /** What one is to another. */
    record RelationshipView(UUID from, UUID to, String kind, String text) {}

    /**
     * Where they live, or that it is protected, or that nobody knows; {@code mayBeOpened} by whoever asks, with a reason; and
     * {@code mayBeProtected} by them, if it is not yet.
     */
    record AddressView(
            boolean isProtected,
            boolean unknown,
            List<String> lines,
            @Nullable String postcode,
            boolean mayBeOpened,
            boolean mayBeProtected) {}

    /** Who must not know. */
    record MustNotKnowView(
            @Nullable UUID personId,
            @Nullable String name,
            @Nullable String why) {}

    /** One referral about it. */
    record ReferralLine(UUID referralId, String reference, Instant receivedAt, String stage) {}

    /** One page of what happened, newest first. */
    record TimelineView(long total, List<TimelineItem> items) {}

    /** One thing that happened; {@code by} is the id of the worker it names. */
    record TimelineItem(
            Instant at,
            String text,
            String code,
            @Nullable String detail,
            @Nullable String by) {}

    /** Asks what families are called. */
    record TitlesForm(@Nullable List<@Nullable UUID> familyIds) {}

    /** Asks to join another family into this one. */
    record JoinForm(
            @Nullable UUID absorbedFamilyId, @Nullable String reason) {}

    /** The family that goes on. */
    record JoinedView(UUID familyId) {}

    /** Asks that the address be protected, and says why. */
    record ProtectForm(@Nullable String reason) {}

    /** Whether the address is protected now. */
    record ProtectedView(UUID familyId, boolean addressProtected) {}

    /** Words that are to be kept somewhere, by the name of the field they are written in. */
    record WordsForm(@Nullable Map<String, @Nullable String> words) {

        @Override
        public String toString() {
            return "WordsForm[not shown]";
        }
    }

    /** The fields in whose words the family's protected address stands. */
    record FoundView(List<String> fields) {}

    /** Asks for a protected address, and says why. */
    record RevealForm(@Nullable String reason) {}

    /** A protected address, for one person and one reason. */
    record RevealedView(UUID familyId, List<OpenedAddress> addresses, List<String> words) {

        @Override
        public String toString() {
            return "RevealedView[not shown]";
        }
    }

    /** One address out of the vault. */
    record OpenedAddress(List<String> lines, @Nullable String postcode, Instant saidAt) {

        @Override
        public String toString() {
            return "OpenedAddress[not shown]";
        }
    }
}
