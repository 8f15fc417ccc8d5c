package org.kith.specialist.practitioners;

import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Practitioners extends Repository<Practitioner, UUID> {

    /** Puts somebody on the list with nothing yet; two who do it at once both find the same row. Answers 0 if they were on it. */
    @Modifying
    @NativeQuery("""
            insert into practitioner (council, practitioner_id, disciplines, capacity, held, digest_wanted, version)
            values (current_setting('kith.council'), :id, array[:discipline], 0, 0, true, 0)
            on conflict do nothing""")
    int know(UUID id, String discipline);

    Optional<Practitioner> findByPractitionerId(UUID practitionerId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Practitioner p where p.practitionerId = :id")
    Optional<Practitioner> lock(UUID id);

    @Query("""
            select new org.kith.specialist.practitioners.CandidateRow(
                p.practitionerId, p.teamCode, p.capacity, p.held, p.leaveFrom, p.leaveUntil)
            from Practitioner p
            where array_contains(p.disciplines, :discipline)
              and (p.teamCode is null or p.teamCode = :team)
              and (p.leftOn is null or p.leftOn > :today)""")
    List<CandidateRow> candidates(String discipline, String team, LocalDate today);

    /** Everybody who has not left, with what is needed to choose among them. */
    @Query("""
            select new org.kith.specialist.practitioners.RosterRow(
                p.practitionerId, p.disciplines, p.teamCode, p.capacity, p.held, p.leaveFrom, p.leaveUntil,
                case when p.digestWanted = true then p.email else null end)
            from Practitioner p
            where (p.leftOn is null or p.leftOn > :today)""")
    List<RosterRow> atWork(LocalDate today);

    /** The same, of the discipline in the team and in the pool. */
    @Query("""
            select new org.kith.specialist.practitioners.RosterRow(
                p.practitionerId, p.disciplines, p.teamCode, p.capacity, p.held, p.leaveFrom, p.leaveUntil,
                case when p.digestWanted = true then p.email else null end)
            from Practitioner p
            where array_contains(p.disciplines, :discipline)
              and (p.teamCode is null or p.teamCode = :team)
              and (p.leftOn is null or p.leftOn > :today)""")
    List<RosterRow> atWork(String discipline, String team, LocalDate today);

    /** What was changed in memory must be there before rows are counted by statement. */
    void flush();

    @Query("""
            select p from Practitioner p
            where cast(:discipline as string) is null or array_contains(p.disciplines, cast(:discipline as string))
            order by p.teamCode nulls last, p.practitionerId
            limit :limit offset :offset""")
    List<Practitioner> list(@Nullable String discipline, int offset, int limit);

    @Query("""
            select count(p) from Practitioner p
            where cast(:discipline as string) is null or array_contains(p.disciplines, cast(:discipline as string))""")
    long count(@Nullable String discipline);

    @Query("select p.practitionerId from Practitioner p where p.leftOn <= :today and p.held > 0")
    List<UUID> leftWithWork(LocalDate today);

    @Query("""
            select p.practitionerId from Practitioner p
            where p.held < p.capacity and (p.leftOn is null or p.leftOn > :today)""")
    List<UUID> withRoom(LocalDate today);
}
