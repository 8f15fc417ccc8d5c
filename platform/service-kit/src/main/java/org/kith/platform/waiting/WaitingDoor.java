package org.kith.platform.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of what waits in this service, as far as the asker may see it. */
@RestController
class WaitingDoor {

    private static final int LONGEST_PAGE = 200;

    /** More than any service has. */
    private static final int MOST_KINDS = 20;

    record Page(int total, List<Row> items) {}

    record Counts(List<Count> kinds) {}

    /** {@code first} is what has the next limit, danger before it; absent where nothing waits. */
    record Count(String kind, int total, @Nullable Row first) {

        private static Count of(String kind, WaitsInReach.Page waiting) {
            return new Count(
                    kind,
                    waiting.total(),
                    waiting.items().stream().findFirst().map(Row::of).orElse(null));
        }
    }

    record Row(
            String kind,
            String key,
            @Nullable String familyId,
            String ownerCode,
            String reasonCode,
            boolean urgent,
            Instant since,
            Instant limitAt,
            boolean overdue) {

        static Row of(Waiting.Item item) {
            return new Row(
                    item.kind(),
                    item.key(),
                    item.familyId(),
                    item.ownerCode(),
                    item.reasonCode(),
                    item.urgent(),
                    item.since(),
                    item.limitAt(),
                    item.overdue());
        }
    }

    private final WaitsInReach waits;
    private final Audit audit;

    WaitingDoor(WaitsInReach waits, Audit audit) {
        this.waits = waits;
        this.audit = audit;
    }

    /** One kind's list; {@code late} for no more than what has passed its limit. */
    @GetMapping("/waiting")
    Page waiting(
            @RequestParam String kind,
            @RequestParam(defaultValue = "false") boolean late,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        Invalid.unlessPage(offset, limit, LONGEST_PAGE);
        var page = waits.of(kind, late, offset, limit);
        audit.notes(
                "waiting.seen",
                kind,
                page.items().stream().flatMap(item -> item.family().stream()).toList());
        return new Page(page.total(), page.items().stream().map(Row::of).toList());
    }

    /** How much waits of each of these kinds, and what has the next limit; one call for a page that shows them all. */
    @GetMapping("/waiting/counts")
    Counts counts(@RequestParam("kind") List<String> kinds) {
        if (kinds.size() > MOST_KINDS) {
            throw new Invalid(
                    List.of(new FieldProblem("kind", "too-many", "Ask for at most " + MOST_KINDS + " kinds at once")));
        }
        var counts = new ArrayList<Count>();
        var families = new ArrayList<UUID>();
        kinds.stream().distinct().forEach(kind -> {
            var waiting = waits.of(kind, false, 0, 1);
            counts.add(Count.of(kind, waiting));
            waiting.items().forEach(item -> item.family().ifPresent(families::add));
        });
        audit.notes("waiting.counted", String.join(" ", kinds), families);
        return new Counts(counts);
    }
}
