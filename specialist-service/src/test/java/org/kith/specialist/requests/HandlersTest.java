package org.kith.specialist.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.specialist.World;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.RegisterPractitioner;
import org.kith.specialist.practitioners.RegisterPractitionerHandler;
import org.kith.specialist.practitioners.Roster;
import org.springframework.beans.factory.annotation.Autowired;

/** The road from need to end without doors, so that a fault shows itself and not its parking. */
@ServiceTest
class HandlersTest {

    @Autowired
    private NoteNeedsHandler needs;

    @Autowired
    private NoteTeamHandler team;

    @Autowired
    private MoveToTeamHandler move;

    @Autowired
    private CloseFamilyHandler close;

    @Autowired
    private JoinFamiliesHandler join;

    @Autowired
    private RegisterPractitionerHandler register;

    @Autowired
    private RequestLists lists;

    @Autowired
    private Roster roster;

    @Autowired
    private RoomSweep sweep;

    @Test
    void a_family_goes_from_need_to_end() {
        var code = World.newTeam();
        var worker = new PractitionerId(UUID.randomUUID());
        var family = new FamilyId(UUID.randomUUID());
        var sibling = new FamilyId(UUID.randomUUID());
        var at = Instant.parse("2026-11-20T10:00:00Z");

        Council.in(new CouncilCode("E10000017"), () -> {
            register.handle(new RegisterPractitioner(worker, Discipline.MENTAL_HEALTH, code, 3, null));
            for (var each : List.of(family, sibling)) {
                var referral = new ReferralId(UUID.randomUUID());
                needs.handle(new NoteNeeds(referral, each, List.of(Discipline.MENTAL_HEALTH), false, at));
                team.handle(new NoteTeam(each, referral, new TeamCode(code), at));
            }
            assertThat(lists.tray(worker, 0, 10)).hasSize(2);
            join.handle(new JoinFamilies(family, sibling, at));
            assertThat(lists.tray(worker, 0, 10)).hasSize(1);
            move.handle(new MoveToTeam(family, new TeamCode(World.newTeam()), at));
            assertThat(lists.tray(worker, 0, 10)).isEmpty();
            move.handle(new MoveToTeam(family, new TeamCode(code), at));
            assertThat(lists.tray(worker, 0, 10)).hasSize(1);
            close.handle(new CloseFamily(family, at));
            assertThat(roster.row(worker).orElseThrow().held()).isZero();
            assertThat(lists.ofFamily(family)).allMatch(request -> request.endedAt() != null);
            return Set.of();
        });
        sweep.sweep();
    }
}
