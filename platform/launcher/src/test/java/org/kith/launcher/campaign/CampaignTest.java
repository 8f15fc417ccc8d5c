package org.kith.launcher.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.launcher.campaign.Campaign.Plan;
import org.kith.launcher.campaign.Fault.Kind;
import org.kith.launcher.machine.KithHome;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Progress;
import org.kith.platform.testkit.time.Budget;

/** Kills, pauses and lies to a whole Kith of processes for a moment; the long one is {@code ./kith campaign}. */
@Budget(seconds = 240)
class CampaignTest {

    private static final Duration LOAD = Duration.ofSeconds(20);

    private static final Duration OUTAGE = Duration.ofSeconds(6);

    private static final Progress ON_THE_CONSOLE = new Progress() {
        @Override
        public void ready(String what, Duration took) {
            System.out.println("campaign: " + what + " after " + took.toMillis() + " ms");
        }

        @Override
        public void note(String text) {
            System.out.println("campaign: " + text);
        }
    };

    @Test
    void nothing_is_lost_doubled_or_put_out_of_order_whatever_is_killed_paused_or_forged(@TempDir Path folder) {
        // given
        var plan = new Plan(new KithHome(folder.resolve("kith")), Ports.free(), false, false, false, LOAD, 0);
        var faults = List.of(
                new Fault(Kind.HOSTILE, Member.BROKER, 1_500, 0, 28),
                new Fault(Kind.KILL, Member.DATABASE, 2_500, 0, 0),
                new Fault(Kind.PAUSE, Member.SPECIALIST, 1_000, 9_000, 0),
                new Fault(Kind.KILL, Member.BROKER, 4_000, 0, 0),
                new Fault(Kind.KILL, Member.ALLOCATION, 5_000, 0, 0),
                new Fault(Kind.FORK, Member.BROKER, 1_500, 0, 3));

        try (var campaign = new Campaign(plan, ON_THE_CONSOLE)) {
            // when
            var outcome = campaign.play(1, faults, false);
            System.out.println(Campaign.heading());
            System.out.println(outcome.line());
            System.out.println(outcome.acts());

            // then
            assertThat(outcome.breaches()).isEmpty();
            assertThat(campaign.receipts().count()).isGreaterThan(5);
            assertThat(campaign.cluster().kills()).isEqualTo(3);

            // and when there is no broker at all for a while
            var outage = campaign.outage(OUTAGE);
            System.out.println(outage.line());

            // then
            assertThat(outage.breaches()).isEmpty();
            assertThat(outage.acts())
                    .as("what waited meanwhile")
                    .hasEntrySatisfying(
                            "outage-rows-waited", rows -> assertThat(rows).isPositive());
        }
    }
}
