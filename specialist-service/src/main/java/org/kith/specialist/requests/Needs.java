package org.kith.specialist.requests;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface Needs extends Repository<Need, UUID> {

    Need save(Need need);

    Optional<Need> findByReferralId(UUID referralId);

    List<Need> findByFamilyIdOrderByReferralId(UUID familyId);

    List<Need> findByFamilyIdAndAcceptedAtIsNotNullAndOpenedFalseAndClosedFalseOrderByReferralId(UUID familyId);
}
