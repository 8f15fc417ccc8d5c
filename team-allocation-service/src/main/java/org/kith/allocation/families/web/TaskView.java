package org.kith.allocation.families.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.families.FamilyTasks;
import org.kith.platform.waiting.Waiting;

/** What a team's manager has to settle about a family, and until when. */
record TaskView(String text, Instant since, Instant limitAt, boolean overdue) {

    private static final String TWO_TEAMS = "Two teams held the families that were joined: say which one keeps it";

    private static final String CLOSED = "Move its families to other teams: it is closed";

    /** That the team is closed and still holds families, if it does. */
    static @Nullable TaskView closing(Optional<Waiting.Item> task, Instant now) {
        return task.map(item -> of(CLOSED, item, now)).orElse(null);
    }

    private static TaskView of(String text, Waiting.Item item, Instant now) {
        return new TaskView(text, item.since(), item.limitAt(), item.limitAt().isBefore(now));
    }

    /** That two teams held the families that were joined, if that is among what is to be settled. */
    static @Nullable TaskView afterJoin(List<Waiting.Item> open, Instant now) {
        return FamilyTasks.afterJoin(open).map(task -> of(TWO_TEAMS, task, now)).orElse(null);
    }
}
