package org.kith.referral.households;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface KnownFamilies extends Repository<Family, UUID> {

    Optional<Family> findById(UUID id);

    /** Holds the family until the transaction ends; several are held in sorted order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from Family f where f.id = :id")
    Optional<Family> hold(UUID id);

    Family saveAndFlush(Family family);

    /** KnownFamilies that were joined into the absorbed one now go on as its survivor, so that a look-up takes one step. */
    @Modifying(flushAutomatically = true)
    @Query("update Family f set f.survivorId = :survivor where f.survivorId = :absorbed")
    void redirect(UUID absorbed, UUID survivor);
}
