package org.kith.specialist.requests;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.requests.Lifecycle.State;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

interface SpecialistRequests extends Repository<SpecialistRequest, UUID> {

    SpecialistRequest save(SpecialistRequest request);

    /** The index of one open request each is checked at once, so an ending must reach the database before the next opening. */
    void flush();

    Optional<SpecialistRequest> findByRequestId(UUID requestId);

    List<SpecialistRequest> findByRequestIdIn(Collection<UUID> requestIds);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from SpecialistRequest r where r.requestId = :requestId")
    Optional<SpecialistRequest> lock(UUID requestId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select r from SpecialistRequest r
            where r.familyId in :families and r.state in :states
            order by r.requestId""")
    List<SpecialistRequest> lockOf(Collection<UUID> families, Collection<State> states);

    /** The open ones of many families. */
    @NativeQuery("""
            select * from specialist_request
            where council = current_setting('kith.council') and family_id = any(cast(:families as uuid[]))
              and state in ('WAITING', 'ASSIGNED', 'ACCEPTED')
            order by request_id for update""")
    List<SpecialistRequest> lockOpenOf(UUID[] families);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select r from SpecialistRequest r
            where r.practitionerId = :practitioner and r.state in :states
            order by r.requestId""")
    List<SpecialistRequest> lockHeldBy(UUID practitioner, Collection<State> states);

    /** Those that somebody else is just looking at are left to them. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = "-2"))
    @Query("""
            select r from SpecialistRequest r
            where r.state = 'WAITING' and r.discipline in :disciplines and (:team is null or r.teamCode = :team)
            order by r.urgent desc, r.waitingSince, r.requestId
            limit :limit""")
    List<SpecialistRequest> lockWaiting(Collection<Discipline> disciplines, @Nullable String team, int limit);

    List<SpecialistRequest> findByFamilyIdOrderByRequestedAtDescRequestIdDesc(UUID familyId);

    @Query("""
            select r from SpecialistRequest r
            where r.practitionerId = :practitioner and r.state in :states
            order by case when r.state = 'ASSIGNED' then 0 else 1 end, r.urgent desc, r.assignedAt, r.requestId
            limit :limit offset :offset""")
    List<SpecialistRequest> tray(UUID practitioner, Collection<State> states, int offset, int limit);

    @Query("select count(r) from SpecialistRequest r where r.practitionerId = :practitioner and r.state in :states")
    long countTray(UUID practitioner, Collection<State> states);

    @Query("""
            select r from SpecialistRequest r
            where r.state = 'WAITING'
              and (:discipline is null or r.discipline = :discipline)
              and (:everywhere = true or r.teamCode in :teams)
            order by r.urgent desc, r.limitAt, r.waitingSince, r.requestId
            limit :limit offset :offset""")
    List<SpecialistRequest> queue(
            @Nullable Discipline discipline, boolean everywhere, Collection<String> teams, int offset, int limit);

    @Query("""
            select count(r) from SpecialistRequest r
            where r.state = 'WAITING'
              and (:discipline is null or r.discipline = :discipline)
              and (:everywhere = true or r.teamCode in :teams)""")
    long countQueue(@Nullable Discipline discipline, boolean everywhere, Collection<String> teams);
}
