package org.kith.specialist.requests;

import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FamilyStandings extends Repository<FamilyStanding, UUID> {

    /** Two topics may speak of a new family at once; whoever comes second waits here for the first. */
    @Modifying
    @NativeQuery("""
            insert into family_standing (council, family_id, version)
            values (current_setting('kith.council'), :familyId, 0)
            on conflict do nothing""")
    int know(UUID familyId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from FamilyStanding f where f.familyId = :familyId")
    FamilyStanding lock(UUID familyId);

    /** The family's standing, locked until the transaction ends. */
    default FamilyStanding of(FamilyId family) {
        know(family.value());
        return lock(family.value());
    }
}
