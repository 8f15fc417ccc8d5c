package org.kith.specialist.requests;

import jakarta.persistence.LockModeType;
import java.util.List;
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

    /** The same for many, in the order in which everybody locks them. */
    @Modifying
    @NativeQuery("""
            insert into family_standing (council, family_id, version)
            select current_setting('kith.council'), id, 0 from unnest(cast(:families as uuid[])) as id order by id
            on conflict do nothing""")
    int knowAll(UUID[] families);

    @NativeQuery("""
            select * from family_standing
            where council = current_setting('kith.council') and family_id = any(cast(:families as uuid[]))
            order by family_id for update""")
    List<FamilyStanding> lockAll(UUID[] families);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from FamilyStanding f where f.familyId = :familyId")
    FamilyStanding lock(UUID familyId);

    /** The family's standing, locked until the transaction ends. */
    default FamilyStanding of(FamilyId family) {
        know(family.value());
        return lock(family.value());
    }
}
