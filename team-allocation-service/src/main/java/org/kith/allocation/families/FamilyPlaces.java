package org.kith.allocation.families;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FamilyPlaces extends Repository<FamilyPlace, UUID> {

    Optional<FamilyPlace> findById(UUID familyId);

    @NativeQuery("""
            select * from family_place
            where council = current_setting('kith.council') and family_id = any(cast(:families as uuid[]))""")
    List<FamilyPlace> of(UUID[] families);

    List<FamilyPlace> findByFamilyIdIn(Collection<UUID> familyIds);

    @Query(
            "select p.familyId from FamilyPlace p where p.state = HELD and p.teamCode = :team order by p.since, p.familyId")
    List<UUID> idsHeldBy(String team);

    @Query("select p from FamilyPlace p where p.state = WAITING and p.wantedTeam = :team"
            + " order by p.urgent desc, p.since, p.familyId")
    List<FamilyPlace> wanting(String team, Limit limit);

    @Query(
            "select distinct p.wantedTeam from FamilyPlace p where p.state = WAITING and p.wantedTeam is not null order by p.wantedTeam")
    List<String> wantedTeams();

    @Query("select count(p) from FamilyPlace p where p.state = WAITING and p.wantedTeam = :team")
    long countWanting(String team);

    /** An area whose families wait, and the team they wait for. */
    record WaitingArea(String area, @Nullable String team) {}

    @Query("select distinct new org.kith.allocation.families.FamilyPlaces$WaitingArea(p.areaCode, p.wantedTeam)"
            + " from FamilyPlace p where p.state = WAITING and p.areaCode is not null")
    List<WaitingArea> waitingAreas();

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update versioned FamilyPlace p set p.wantedTeam = :team where p.state = WAITING and p.areaCode = :area")
    void want(String team, String area);

    List<FamilyPlace> findByLeadWorkerIdAndTeamCode(UUID leadWorkerId, String teamCode);

    FamilyPlace save(FamilyPlace place);
}
