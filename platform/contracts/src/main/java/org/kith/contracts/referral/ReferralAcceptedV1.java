package org.kith.contracts.referral;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * A referral met the threshold: the family needs a locality team. Said on the stream of the family it is bound to.
 *
 * @param referralId the referral
 * @param familyId the family the referral is bound to
 * @param provisionalFamilyId the family id given on receipt; the same where no known family was found
 * @param childIds every child it is about
 * @param areaCode fixed area (district and postcode sector); absent when the address is protected, unknown or outside the county
 * @param districtCode ONS code of the district, {@code E99999999} outside the county; absent when unknown
 * @param addressProtected somebody must not learn where the family lives; never turns back to false by itself
 * @param neededDisciplines SUBSTANCE_MISUSE, DOMESTIC_ABUSE_SURVIVOR, DOMESTIC_ABUSE_PERPETRATOR or MENTAL_HEALTH; special category data
 * @param immediateDanger a child was said to be in danger
 * @param receivedAt when the referral reached the council
 * @param acceptedAt when the decision was made (valid time)
 */
@WireName(value = "referral.accepted.v1", topic = "kith.referrals")
public record ReferralAcceptedV1(
        UUID referralId,
        UUID familyId,
        UUID provisionalFamilyId,
        List<UUID> childIds,
        @Nullable String areaCode,
        @Nullable String districtCode,
        boolean addressProtected,
        List<String> neededDisciplines,
        boolean immediateDanger,
        Instant receivedAt,
        Instant acceptedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
