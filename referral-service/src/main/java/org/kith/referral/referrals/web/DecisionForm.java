package org.kith.referral.referrals.web;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.kith.referral.codes.CodeList;
import org.kith.referral.referrals.DecideReferral;
import org.kith.referral.referrals.Decision;
import org.kith.referral.referrals.ReferralId;
import org.kith.referral.thresholds.LevelOfNeed;

/**
 * A decision as it comes in.
 *
 * @param decision ACCEPT, DECLINE or SIGNPOST
 * @param reasonCode for DECLINE
 * @param serviceCode for SIGNPOST
 * @param level level of need, 1 to 4
 * @param reason why, in a sentence
 * @param decidedAt when; absent for now
 * @param protectAddress with ACCEPT: whether the family's address goes into the vault; absent for no. What the referrer said protects it without
 */
public record DecisionForm(
        @Schema(requiredMode = REQUIRED) @Nullable String decision,
        @Nullable String reasonCode,
        @Nullable String serviceCode,
        @Nullable Integer level,
        @Schema(requiredMode = REQUIRED) @Nullable String reason,
        @Nullable String decidedAt,
        @Nullable Boolean protectAddress) {

    /** Longest reason. */
    static final int REASON = 2_000;

    DecideReferral read(ReferralId referral, String by) {
        var fields = new Fields();
        var why = fields.required("reason", fields.words("reason", reason, REASON), "Say why in a sentence");
        var at = fields.instant("decidedAt", decidedAt);
        if (level != null && !LevelOfNeed.exists(level)) {
            fields.problem("level", "unknown-code", "Levels of need are 1 to 4");
        }
        var need = level == null || !LevelOfNeed.exists(level) ? null : new LevelOfNeed(level);
        var chosen = decision(fields, need);
        fields.refuseIfAny();
        return new DecideReferral(referral, chosen, why, by, at);
    }

    private Decision decision(Fields fields, @Nullable LevelOfNeed need) {
        return switch (decision == null ? "" : decision) {
            case "ACCEPT" -> new Decision.Accept(need, Boolean.TRUE.equals(protectAddress));
            case "DECLINE" ->
                new Decision.Decline(required(fields, "reasonCode", reasonCode, CodeList.DECLINE_REASONS), need);
            case "SIGNPOST" ->
                new Decision.Signpost(required(fields, "serviceCode", serviceCode, CodeList.SERVICES), need);
            case "" -> {
                fields.problem("decision", "required", "Choose ACCEPT, DECLINE or SIGNPOST");
                yield new Decision.Accept(need, false);
            }
            default -> {
                fields.problem("decision", "unknown-code", "Choose ACCEPT, DECLINE or SIGNPOST");
                yield new Decision.Accept(need, false);
            }
        };
    }

    private static String required(Fields fields, String field, @Nullable String given, CodeList list) {
        if (given == null || given.isBlank()) {
            fields.problem(field, "required", "Choose one of the codes of GET /referrals/codes");
            return "";
        }
        var code = fields.code(field, given, list);
        return code == null ? "" : code;
    }
}
