package org.kith.allocation;

import java.util.Set;
import org.kith.allocation.families.ClosedFamilyWatch;
import org.kith.allocation.families.ClosedTeamWatch;
import org.kith.allocation.families.ReconsiderWaitingHandler;
import org.kith.allocation.teams.GoLiveWatch;
import org.kith.allocation.teams.StartCountyHandler;
import org.kith.allocation.validtimes.ValidTimes;
import org.kith.allocation.workers.CarryOutPlanHandler;
import org.kith.allocation.workers.PlannedChanges;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What nobody asks for: a council's first teams, teams and workers whose day has come, and families whose wait may be over. */
@Component
class Housekeeping implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private static final int FIRST = Integer.MIN_VALUE;

    private final CouncilSettings councils;
    private final StartCountyHandler startCounty;
    private final GoLiveWatch goLive;
    private final ReconsiderWaitingHandler reconsider;
    private final ClosedTeamWatch closedTeams;
    private final ClosedFamilyWatch closedFamilies;
    private final PlannedChanges planned;
    private final CarryOutPlanHandler carryOut;
    private final ValidTimes times;
    private volatile boolean running;

    Housekeeping(
            CouncilSettings councils,
            StartCountyHandler startCounty,
            GoLiveWatch goLive,
            ReconsiderWaitingHandler reconsider,
            ClosedTeamWatch closedTeams,
            ClosedFamilyWatch closedFamilies,
            PlannedChanges planned,
            CarryOutPlanHandler carryOut,
            ValidTimes times) {
        this.councils = councils;
        this.startCounty = startCounty;
        this.goLive = goLive;
        this.reconsider = reconsider;
        this.planned = planned;
        this.carryOut = carryOut;
        this.times = times;
        this.closedTeams = closedTeams;
        this.closedFamilies = closedFamilies;
    }

    /** Before any feed or door opens: a county without teams would send every family to the queue. */
    @Override
    public void start() {
        councils.all().forEach(council -> as(council, startCounty::handle));
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return FIRST;
    }

    @Scheduled(fixedDelayString = "${kith.allocation.look-again-every}")
    void lookAgain() {
        for (var council : councils.all()) {
            as(council, () -> {
                try {
                    goLive.look();
                    planned.due(times.today()).forEach(carryOut::handle);
                    closedTeams.look();
                    closedFamilies.look();
                    reconsider.wantedTeams().forEach(reconsider::handle);
                } catch (ConcurrencyFailureException meanwhile) {
                    // another instance, or a person, was there first; the next look sees what they did
                    LOG.debug("Somebody else placed a waiting family first: {}", meanwhile.toString());
                }
            });
        }
    }

    private static void as(CouncilCode council, Runnable work) {
        var itself = new Who("allocation", council.value(), Who.Kind.SERVICE, Set.of(), null);
        Council.in(
                council,
                () -> Acting.as(itself, () -> {
                    work.run();
                    return true;
                }));
    }
}
