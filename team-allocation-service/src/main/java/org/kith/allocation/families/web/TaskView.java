package org.kith.allocation.families.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.families.FamilyTasks;
import org.kith.platform.waiting.Waiting;

/** What a team's manager has to settle about a family, and until when. */
record TaskView(String text, Instant since, Instant limitAt, boolean overdue) {

    private static final String TWO_TEAMS = "Two teams held the families that were joined: say which one keeps it";

    /** That two teams held the families that were joined, if that is among what is to be settled. */
    static @Nullable TaskView afterJoin(List<Waiting.Item> open, Instant now) {
        return FamilyTasks.afterJoin(open)
                .map(task -> new TaskView(
                        TWO_TEAMS, task.since(), task.limitAt(), task.limitAt().isBefore(now)))
                .orElse(null);
    }
}
