package org.kith.launcher.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kith.launcher.campaign.Fault.Kind;
import org.kith.platform.faults.Failpoint;

class FaultTest {

    private static final List<Member> ONCE = Member.all(false);

    @Test
    void a_seed_always_draws_the_same() {
        assertThat(Fault.draw(42, ONCE)).isEqualTo(Fault.draw(42, ONCE)).isNotEqualTo(Fault.draw(43, ONCE));
    }

    @Test
    void something_dies_in_every_episode_but_a_flood_and_everything_that_can_go_wrong_does_in_some() {
        var kinds = EnumSet.noneOf(Kind.class);
        var killed = EnumSet.noneOf(Member.class);
        LongStream.rangeClosed(1, 200).mapToObj(seed -> Fault.draw(seed, ONCE)).forEach(faults -> {
            assertThat(faults)
                    .anyMatch(fault -> fault.kind() == Kind.KILL
                            || fault.kind() == Kind.OUTAGE
                            || (fault.kind() == Kind.FLOOD && faults.size() == 1));
            faults.forEach(fault -> {
                kinds.add(fault.kind());
                if (fault.kind() == Kind.KILL) {
                    killed.add(fault.member());
                }
            });
        });

        // an overload is measured by itself
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Kind.OVERLOAD)));
        assertThat(killed).containsExactlyInAnyOrderElementsOf(ONCE);
    }

    @Test
    void where_every_service_is_there_twice_each_instance_dies_in_some_episode() {
        var all = Member.all(true);

        var killed = LongStream.rangeClosed(1, 200)
                .mapToObj(seed -> Fault.draw(seed, all))
                .flatMap(List::stream)
                .filter(fault -> fault.kind() == Kind.KILL)
                .map(Fault::member)
                .collect(Collectors.toSet());

        assertThat(ONCE).noneMatch(Member::isSecond);
        assertThat(killed).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void every_failpoint_is_tried_in_every_service_that_says_facts() {
        for (var point : Failpoint.values()) {
            assertThat(Fault.halts(point, 1)).extracting(Fault::member).containsExactlyElementsOf(Member.WITH_JOURNALS);
        }
    }
}
