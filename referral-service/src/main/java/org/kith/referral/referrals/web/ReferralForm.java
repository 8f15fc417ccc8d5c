package org.kith.referral.referrals.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worry as it comes in. Everything is as loose as people and machines send it; {@link ReferralFormCheck} says what is wrong
 * with it, all at once.
 *
 * @param receivedAt when it reached the council, ISO 8601 with zone; absent for now
 * @param worries concern codes
 * @param mustNotKnow who must not learn of it
 * @param safeContact a safe way to reach the family
 * @param familyKnows YES, NO or UNSAFE_TO_TELL
 */
public record ReferralForm(
        @Nullable String receivedAt,
        @Schema(requiredMode = REQUIRED) @Nullable ReferrerForm referrer,
        @Schema(requiredMode = REQUIRED) @Nullable List<@Nullable ChildForm> children,
        @Nullable List<@Nullable AdultForm> adults,
        @Nullable List<@Nullable RelationshipForm> relationships,
        @Schema(requiredMode = REQUIRED) @Nullable AddressForm address,
        @Schema(requiredMode = REQUIRED) @Nullable List<@Nullable String> worries,
        @Schema(requiredMode = REQUIRED) @Nullable String whatWasSeen,
        @Nullable List<@Nullable MustNotKnowForm> mustNotKnow,
        @Nullable String safeContact,
        @Nullable String familyKnows,
        @Nullable Boolean immediateDanger) {

    /** Who tells us; {@code sourceCode} is the census's referral source. */
    public record ReferrerForm(
            @Nullable String name,
            @Nullable String role,
            @Nullable String organisation,
            @Schema(requiredMode = REQUIRED) @Nullable String sourceCode,
            @Nullable String telephone,
            @Nullable String email) {}

    /** A child: a birthday, or an age, or for an unborn child when it is expected. */
    public record ChildForm(
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String dateOfBirth,
            @Nullable Integer ageYears,
            @Nullable String expectedOn,
            @Nullable String sex,
            @Nullable String nhsNumber,
            @Nullable String school) {}

    /** An adult of the household or the family. */
    public record AdultForm(
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String dateOfBirth,
            @Nullable String telephone) {}

    /** What one person is to another; people are named by place, such as {@code adults[0]}. */
    public record RelationshipForm(
            @Schema(requiredMode = REQUIRED) @Nullable String from,
            @Schema(requiredMode = REQUIRED) @Nullable String to,
            @Schema(requiredMode = REQUIRED) @Nullable String kind) {}

    /** Where the family lives; {@code unknown} when nobody could say. */
    public record AddressForm(
            @Nullable List<@Nullable String> lines,
            @Nullable String postcode,
            @Nullable Boolean unknown) {}

    /** Somebody who must not know: a person of this form by place, or a name. */
    public record MustNotKnowForm(
            @Nullable String person,
            @Nullable String name,
            @Nullable String why) {}

    /** The form holds people's details, so it is never printed. */
    @Override
    public String toString() {
        return "ReferralForm[not shown]";
    }
}
