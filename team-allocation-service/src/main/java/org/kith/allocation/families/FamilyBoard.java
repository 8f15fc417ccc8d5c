package org.kith.allocation.families;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.placements.PlacementPolicy;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamRooms;
import org.kith.platform.council.Council;
import org.kith.platform.waiting.Waiting;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What boards and queues show of families. */
@Component
public class FamilyBoard {

    /** A family that waits, with the queue's own word on owner and limit. */
    public record Queued(Waiting.Item item, @Nullable FamilyStanding standing, List<TeamCode> suggestions) {}

    /** More waiting families than this are counted on the queue, not listed on a team's board. */
    private static final int WAITING_ON_BOARD = 50;

    private final FamilyPlaces places;
    private final Survivors survivors;
    private final Decisions decisions;
    private final Waiting waiting;
    private final TeamBooks books;
    private final TeamRooms rooms;
    private final JdbcClient sql;

    FamilyBoard(
            FamilyPlaces places,
            Survivors survivors,
            Decisions decisions,
            Waiting waiting,
            TeamBooks books,
            TeamRooms rooms,
            JdbcClient sql) {
        this.places = places;
        this.survivors = survivors;
        this.decisions = decisions;
        this.waiting = waiting;
        this.books = books;
        this.rooms = rooms;
        this.sql = sql;
    }

    /** Where the family of this very id stands. */
    @Transactional(readOnly = true)
    public Optional<FamilyStanding> find(FamilyId family) {
        return places.findById(family.value()).map(FamilyStanding::of);
    }

    /** Where the family that goes on stands, under whatever id it is asked for. */
    @Transactional(readOnly = true)
    public Optional<FamilyStanding> goesOn(FamilyId family) {
        return survivors.place(family).map(FamilyStanding::of);
    }

    /** Every decision about the family, newest first. */
    @Transactional(readOnly = true)
    public List<Decision> decisions(FamilyId family) {
        return decisions.of(family);
    }

    /** These families, in this order. */
    @Transactional(readOnly = true)
    public List<FamilyStanding> these(List<UUID> families) {
        return places.findByFamilyIdIn(families).stream()
                .map(FamilyStanding::of)
                .sorted(Comparator.comparingInt(
                        standing -> families.indexOf(standing.family().value())))
                .toList();
    }

    /** All families that the team holds, those held longest first. */
    @Transactional(readOnly = true)
    public List<UUID> idsHeldBy(TeamCode team) {
        return places.idsHeldBy(team.value());
    }

    /** The reasons why each of these families has the team it has. */
    @Transactional(readOnly = true)
    public Map<UUID, Decision> reasons(List<FamilyStanding> families) {
        return decisions
                .latestAllocations(
                        families.stream().map(family -> family.family().value()).toList())
                .stream()
                .collect(Collectors.toMap(decision -> decision.family().value(), Function.identity()));
    }

    /** Families that wait for this team because it is full or not live. */
    @Transactional(readOnly = true)
    public List<FamilyStanding> waitingFor(TeamCode team) {
        return places.wanting(team.value(), Limit.of(WAITING_ON_BOARD)).stream()
                .map(FamilyStanding::of)
                .toList();
    }

    /** How many wait for this team, also those the asker may not see. */
    @Transactional(readOnly = true)
    public long countWaitingFor(TeamCode team) {
        return places.countWanting(team.value());
    }

    /** How many families each worker of the team leads. */
    @Transactional(readOnly = true)
    public Map<UUID, Integer> ledIn(TeamCode team) {
        return sql
                .sql("""
                        select lead_worker_id, count(*) as families from family_place
                        where council = :council and team_code = :team and state = 'HELD' and lead_worker_id is not null
                        group by lead_worker_id""")
                .param("council", Council.current().value())
                .param("team", team.value())
                .query((row, number) -> Map.entry(row.getObject("lead_worker_id", UUID.class), row.getInt("families")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One page of the queue of families that a person must place, urgent first, then by limit. */
    @Transactional(readOnly = true)
    public List<Queued> queue(int offset, int limit) {
        var items = waiting.open(AllocationDesk.QUEUE, offset, limit);
        var standings =
                places
                        .findByFamilyIdIn(items.stream()
                                .map(item -> UUID.fromString(item.key()))
                                .toList())
                        .stream()
                        .map(FamilyStanding::of)
                        .collect(Collectors.toMap(standing -> standing.family().value(), Function.identity()));
        var policy = new PlacementPolicy(books.current(), rooms::free);
        return items.stream()
                .map(item -> {
                    var standing = standings.get(UUID.fromString(item.key()));
                    DistrictCode district = standing == null ? null : standing.district();
                    return new Queued(item, standing, policy.suggestions(district, books.today()));
                })
                .toList();
    }

    /** How many families wait for a person. */
    @Transactional(readOnly = true)
    public long queued() {
        return waiting.count(AllocationDesk.QUEUE);
    }
}
