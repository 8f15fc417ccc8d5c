package org.kith.referral.referrals;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Referrals extends Repository<Referral, UUID> {

    Optional<Referral> findById(UUID id);

    Optional<Referral> findByReceiptToken(String token);

    Optional<Referral> findByReference(String reference);

    @Query("select r.familyId from Referral r where r.id = :id")
    Optional<UUID> familyOf(UUID id);

    @Query("select r.provisionalFamilyId from Referral r where r.id = :id")
    Optional<UUID> provisionalFamilyOf(UUID id);

    /** Referrals about the absorbed family, and undecided ones it was made for, are about the survivor. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update versioned Referral r set r.familyId = :survivor
            where r.familyId = :absorbed or (r.provisionalFamilyId = :absorbed and r.decidedAt is null)
            """)
    void follow(UUID absorbed, UUID survivor);

    boolean existsByFamilyIdAndIdNot(UUID familyId, UUID id);

    Referral saveAndFlush(Referral referral);
}
