package org.kith.allocation.families;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.time.WorkingDays;
import org.kith.platform.waiting.Waiting;

class FamilyTasksTest {

    private static final FamilyId FAMILY = new FamilyId(UUID.randomUUID());
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant WEEKS_LATER = Instant.parse("2026-12-14T17:00:00Z");

    private final FamilyTasks tasks = new FamilyTasks(new NothingWaits(), WorkingDays.england());

    @Test
    void a_lead_is_to_be_named_until_the_task_is_due() {
        assertThat(tasks.leadBy(
                        held(null), List.of(open("TEAM_AFTER_JOIN", MONDAY), open("LEAD_TO_NAME", WEEKS_LATER))))
                .isEqualTo(WEEKS_LATER);
    }

    @Test
    void no_clock_runs_where_there_is_a_lead() {
        assertThat(tasks.leadBy(held(new WorkerId(UUID.randomUUID())), List.of()))
                .isNull();
    }

    private static FamilyStanding held(@Nullable WorkerId lead) {
        return new FamilyStanding(
                FAMILY, "HELD", new TeamCode("T03"), MONDAY, lead, null, null, null, false, null, null);
    }

    private static Waiting.Item open(String kind, Instant limitAt) {
        var id = FAMILY.value().toString();
        return new Waiting.Item(kind, id, id, "TEAM_MANAGER", "REASON", false, MONDAY, limitAt, false);
    }

    private static final class NothingWaits implements Waiting {

        @Override
        public void begin(Item item) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void end(String kind, String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Item> open(String kind, int offset, int limit) {
            return List.of();
        }

        @Override
        public List<Item> about(Collection<String> familyIds) {
            return List.of();
        }

        @Override
        public long count(String kind) {
            return 0;
        }
    }
}
