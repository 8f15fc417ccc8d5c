package org.kith.platform.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of what waits in this service, as far as the asker may see it. */
@RestController
class WaitingDoor {

    private static final int LONGEST_PAGE = 200;

    /** So many are read at once to find what the asker may see. */
    private static final int READ_AT_ONCE = 500;

    /** More than any service has. */
    private static final int MOST_KINDS = 20;

    record Page(int total, List<Row> items) {}

    record Counts(List<Count> kinds) {}

    /** {@code first} is what has the next limit, danger before it; absent where nothing waits. */
    record Count(String kind, int total, @Nullable Row first) {

        private static Count of(String kind, List<Waiting.Item> waiting) {
            return new Count(
                    kind,
                    waiting.size(),
                    waiting.stream().findFirst().map(Row::of).orElse(null));
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

    private final Waiting waiting;
    private final Access access;
    private final Audit audit;
    private final List<HiddenWaits> hidden;

    WaitingDoor(Waiting waiting, Stream<HiddenWaits> hidden, Access access, Audit audit) {
        this.hidden = hidden.toList();
        this.waiting = waiting;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/waiting")
    Page waiting(
            @RequestParam String kind,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        Invalid.unlessPage(offset, limit, LONGEST_PAGE);
        // filtered before it is counted, so that the number tells nothing about families the asker may not see
        var visible = visible(kind);
        var page = visible.stream().skip(offset).limit(limit).toList();
        audit.notes(
                "waiting.seen",
                kind,
                page.stream().flatMap(item -> item.family().stream()).toList());
        return new Page(visible.size(), page.stream().map(Row::of).toList());
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
            var visible = visible(kind);
            counts.add(Count.of(kind, visible));
            visible.stream().findFirst().flatMap(Waiting.Item::family).ifPresent(families::add);
        });
        audit.notes("waiting.counted", String.join(" ", kinds), families);
        return new Counts(counts);
    }

    private static boolean isForThePracticeLead(Waiting.Item item) {
        return item.ownerCode().equals(Role.PRACTICE_LEAD.name());
    }

    private static List<UUID> families(List<Waiting.Item> items, Predicate<Waiting.Item> which) {
        return items.stream()
                .filter(which)
                .flatMap(item -> item.family().stream())
                .distinct()
                .toList();
    }

    private List<Waiting.Item> visible(String kind) {
        var visible = new ArrayList<Waiting.Item>();
        var maySettle = access.may(Act.SETTLE_TASKS);
        var mayMoveFamilies = access.may(Act.TRANSFER_FAMILY);
        for (int read = 0; ; read += READ_AT_ONCE) {
            var some = waiting.open(kind, read, READ_AT_ONCE);
            var families = access.mayForFamilies(Act.SEE_FAMILY, families(some, item -> true));
            // what only the practice lead can settle is shown to them also where they are not named themselves
            var lists = access.mayForFamilies(Act.RESTRICT_FAMILY, families(some, WaitingDoor::isForThePracticeLead));
            some.stream()
                    .filter(item -> item.family()
                            .map(family ->
                                    families.contains(family) || (isForThePracticeLead(item) && lists.contains(family)))
                            .orElse(maySettle
                                    || (mayMoveFamilies && item.ownerCode().equals(Role.TEAM_MANAGER.name()))))
                    .forEach(visible::add);
            if (some.size() < READ_AT_ONCE) {
                hidden.forEach(service -> {
                    var keys = service.hidden(kind, List.copyOf(visible));
                    visible.removeIf(item -> keys.contains(item.key()));
                });
                return visible;
            }
        }
    }
}
