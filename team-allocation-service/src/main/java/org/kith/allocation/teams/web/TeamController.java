package org.kith.allocation.teams.web;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.teams.ChangeTeam;
import org.kith.allocation.teams.ChangeTeamHandler;
import org.kith.allocation.teams.CreateTeam;
import org.kith.allocation.teams.CreateTeamHandler;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamBooks;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.teams.TeamRooms;
import org.kith.allocation.validtimes.ValidTimes;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The teams there are on a day, and making or changing one. */
@RestController
class TeamController {

    private final TeamBooks books;
    private final TeamRooms rooms;
    private final CreateTeamHandler createTeam;
    private final ChangeTeamHandler changeTeam;
    private final ValidTimes times;
    private final Access access;
    private final Audit audit;

    TeamController(
            TeamBooks books,
            TeamRooms rooms,
            CreateTeamHandler createTeam,
            ChangeTeamHandler changeTeam,
            ValidTimes times,
            Access access,
            Audit audit) {
        this.books = books;
        this.rooms = rooms;
        this.createTeam = createTeam;
        this.changeTeam = changeTeam;
        this.times = times;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/teams")
    @Transactional(readOnly = true)
    public List<TeamView> teams(@RequestParam(required = false) @Nullable LocalDate on) {
        colleaguesOnly();
        var day = on == null ? books.today() : on;
        return books.current().teams(day).stream()
                .map(team -> TeamView.of(team, rooms.held(team.code()), null))
                .toList();
    }

    @GetMapping("/teams/{code}")
    @Transactional(readOnly = true)
    public TeamView team(@PathVariable String code, @RequestParam(required = false) @Nullable LocalDate on) {
        colleaguesOnly();
        var day = on == null ? books.today() : on;
        var book = books.current();
        return book.team(code(code), day)
                .map(team -> TeamView.of(team, rooms.held(team.code()), book.areasOf(team.code(), day)))
                .orElseThrow(Refusal::notFound);
    }

    @PostMapping("/teams")
    @Transactional
    public ResponseEntity<TeamView> create(@RequestBody TeamForm form) {
        access.require(Act.MANAGE_TEAMS);
        form.checkForMaking();
        var code = new TeamCode(Objects.requireNonNull(form.code()));
        createTeam.handle(new CreateTeam(
                code,
                Objects.requireNonNull(form.name()).strip(),
                new DistrictCode(Objects.requireNonNull(form.districtCode())),
                Objects.requireNonNull(form.capacityPoints()),
                form.liveFrom(),
                times.on(form.effectiveFrom(), "effectiveFrom", true),
                form.areaCodes()));
        audit.notes("team.made", code.value(), List.of());
        return ResponseEntity.created(URI.create("/teams/" + code)).body(shown(code, form.effectiveFrom()));
    }

    @PutMapping("/teams/{code}")
    @Transactional
    public TeamView change(@PathVariable String code, @RequestBody TeamForm form) {
        access.require(Act.MANAGE_TEAMS);
        form.checkForChanging();
        changeTeam.handle(new ChangeTeam(
                code(code),
                form.name() == null ? null : form.name().strip(),
                form.capacityPoints(),
                form.liveFrom(),
                form.closedFrom(),
                form.areaCodes(),
                times.on(form.effectiveFrom(), "effectiveFrom", true)));
        audit.notes("team.changed", code, List.of());
        return shown(code(code), form.effectiveFrom());
    }

    private TeamView shown(TeamCode code, @Nullable LocalDate on) {
        var day = on == null ? books.today() : on;
        var book = books.current();
        return TeamView.of(book.team(code, day).orElseThrow(), rooms.held(code), book.areasOf(code, day));
    }

    private static TeamCode code(String code) {
        if (!TeamCode.isOne(code)) {
            throw Refusal.notFound();
        }
        return new TeamCode(code);
    }

    /** Agencies may send referrals, and no more. */
    private static void colleaguesOnly() {
        var kind = Acting.who().kind();
        if (kind == Who.Kind.AGENCY || kind == Who.Kind.PUBLIC) {
            throw Refusal.forbidden("not-for-agencies", "This is for people who work here");
        }
    }
}
