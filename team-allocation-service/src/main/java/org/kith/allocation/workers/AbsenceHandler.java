package org.kith.allocation.workers;

import java.time.Clock;
import org.kith.allocation.teams.TeamBooks;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps when workers are away; their teams' room follows at once, for every day that is concerned. */
@Service
public class AbsenceHandler {

    private final Workers workers;
    private final Absences absences;
    private final TeamBooks teams;
    private final Clock clock;

    AbsenceHandler(Workers workers, Absences absences, TeamBooks teams, Clock clock) {
        this.workers = workers;
        this.absences = absences;
        this.teams = teams;
        this.clock = clock;
    }

    /** Somebody will be, or is, away. */
    @Transactional
    public void handle(BeAway asked) {
        if (workers.findByWorkerId(asked.worker().value()).isEmpty()) {
            throw Refusal.notFound();
        }
        absences.hold(asked.worker());
        absences.overlapping(asked.worker(), asked.from(), asked.until()).ifPresent(other -> {
            throw new Refusal(
                    "absence-overlaps",
                    "This worker is down as away " + other.inWords() + " already",
                    "End that absence first, or choose other days.");
        });
        absences.add(asked, clock.instant(), Acting.who().subject());
        teams.workersChanged();
    }

    /** Somebody is back, or will be on a day that is now known. */
    @Transactional
    public void handle(ComeBack asked) {
        absences.hold(asked.worker());
        var absence = absences.find(asked.worker(), asked.absence()).orElseThrow(Refusal::notFound);
        var until = absence.until();
        if (until != null && asked.back().isAfter(until)) {
            throw new Refusal(
                    "absence-over",
                    "This absence ends before that day: it goes " + absence.inWords(),
                    "Write down another absence for the days after it.");
        }
        absences.end(absence, asked.back());
        teams.workersChanged();
    }
}
