package org.kith.specialist.requests;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface Needs extends Repository<Need, UUID> {

    Need save(Need need);

    /** Everything known of these families and referrals. */
    @NativeQuery("""
            select * from need
            where council = current_setting('kith.council') and family_id = any(cast(:families as uuid[]))
            union
            select * from need
            where council = current_setting('kith.council') and referral_id = any(cast(:referrals as uuid[]))""")
    List<Need> of(UUID[] families, UUID[] referrals);

    Optional<Need> findByReferralId(UUID referralId);

    List<Need> findByFamilyIdOrderByReferralId(UUID familyId);

    List<Need> findByFamilyIdAndAcceptedAtIsNotNullAndOpenedFalseAndClosedFalseOrderByReferralId(UUID familyId);
}
