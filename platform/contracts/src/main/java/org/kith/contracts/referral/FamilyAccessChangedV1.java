package org.kith.contracts.referral;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;

/**
 * Which workers may see a family was changed. Both lists are whole, as they are from now on; why is kept where it was decided.
 *
 * @param onlyThese the only workers who may see the family; empty if it is not restricted
 * @param never workers who may never see it, whatever else is true
 */
@WireName(value = "family.access-changed.v1", topic = "kith.referrals")
public record FamilyAccessChangedV1(UUID familyId, List<UUID> onlyThese, List<UUID> never, Instant changedAt)
        implements Announcement {

    @Override
    public String key() {
        return familyId.toString();
    }
}
