package org.kith.allocation.families;

import java.util.List;
import java.util.Optional;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamOnDay;
import org.kith.allocation.teams.TeamRooms;
import org.kith.platform.security.Role;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Raises a task for a team whose closing day came while it still holds families, and ends it when it holds none. */
@Service
public class ClosedTeamWatch {

    /** A team is closed, and families are still with it. */
    static final String TASK = "TEAM_CLOSED_WITH_FAMILIES";

    private static final int LIMIT_IN_WORKING_DAYS = 1;

    private final TeamBooks books;
    private final TeamRooms rooms;
    private final Waiting waiting;
    private final WorkingDays workingDays;

    ClosedTeamWatch(TeamBooks books, TeamRooms rooms, Waiting waiting, WorkingDays workingDays) {
        this.books = books;
        this.rooms = rooms;
        this.waiting = waiting;
        this.workingDays = workingDays;
    }

    /** For the current council. */
    @Transactional
    public void look() {
        waiting.areJust(TASK, closedAndHolding().stream().map(this::task).toList());
    }

    /** That a team is closed and still holds families, if it waits for its manager. */
    @Transactional(readOnly = true)
    public Optional<Waiting.Item> about(TeamCode team) {
        return waiting.open(TASK, 0, Waiting.MOST_FOUND).stream()
                .filter(item -> item.key().equals(team.value()))
                .findFirst();
    }

    private List<TeamOnDay> closedAndHolding() {
        return books.current().closedTeams(books.today()).stream()
                .filter(team -> rooms.held(team.code()) > 0)
                .toList();
    }

    private Waiting.Item task(TeamOnDay team) {
        var closedFrom = team.closedFrom();
        var since = (closedFrom == null ? team.day() : closedFrom)
                .atStartOfDay(WorkingDays.ZONE)
                .toInstant();
        return new Waiting.Item(
                TASK,
                team.code().value(),
                null,
                Role.TEAM_MANAGER.name(),
                "TEAM_CLOSED",
                false,
                since,
                workingDays.deadline(since, LIMIT_IN_WORKING_DAYS),
                false);
    }
}
