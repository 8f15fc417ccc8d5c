package org.kith.platform.waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where administrators see the tasks that end by somebody's word alone, such as a fact that this service answered with no, and say
 * that they have dealt with one. Ids and reasons only.
 */
@RestController
@RequestMapping("/operate/tasks")
class TasksDoor {

    private static final int LONGEST_PAGE = 200;
    private static final int READ_AT_ONCE = 500;
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    record Page(long total, List<TaskView> items) {}

    record TaskView(
            String kind,
            String key,
            String ownerCode,
            String reasonCode,
            Instant since,
            Instant limitAt,
            boolean overdue) {

        static TaskView of(Waiting.Item item) {
            return new TaskView(
                    item.kind(),
                    item.key(),
                    item.ownerCode(),
                    item.reasonCode(),
                    item.since(),
                    item.limitAt(),
                    item.overdue());
        }
    }

    /** All that an administrator has to look at here, each kind in one call. */
    record Open(List<OfKind> kinds) {}

    /**
     * Open tasks of one kind.
     *
     * @param settledByHand whether nothing but a person can tell when one is done
     * @param items those with the nearest limits
     */
    record OfKind(String kind, boolean settledByHand, long total, List<TaskView> items) {}

    record SettleForm(
            @Nullable String kind,
            @Nullable String key,
            @Nullable String reason) {}

    record SettleView(String kind, String key, long left) {}

    private final Waiting waiting;
    private final Set<String> kinds;
    private final Set<String> endByThemselves;
    private final Access access;
    private final Audit audit;

    TasksDoor(
            Waiting waiting,
            Stream<SettledByHand> kinds,
            Stream<EndsByItself> endByThemselves,
            Access access,
            Audit audit) {
        this.waiting = waiting;
        this.kinds = kinds.map(SettledByHand::kind).collect(Collectors.toUnmodifiableSet());
        this.endByThemselves = endByThemselves.map(EndsByItself::kind).collect(Collectors.toUnmodifiableSet());
        this.access = access;
        this.audit = audit;
    }

    /** One kind's tasks, the one with the nearest limit first. */
    @GetMapping
    Page tasks(
            @RequestParam String kind,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        access.require(Act.SETTLE_TASKS);
        Invalid.unlessPage(offset, limit, LONGEST_PAGE);
        var items = waiting.open(known(kind), offset, limit);
        audit.notes(
                "tasks.seen",
                kind,
                items.stream().flatMap(item -> item.family().stream()).toList());
        return new Page(waiting.count(kind), items.stream().map(TaskView::of).toList());
    }

    /** Every kind of which there is one, at most {@code limit} of each. */
    @GetMapping("/open")
    Open open(@RequestParam(defaultValue = "50") int limit) {
        access.require(Act.SETTLE_TASKS);
        Invalid.unlessPage(0, limit, LONGEST_PAGE);
        var families = new ArrayList<UUID>();
        var open = new ArrayList<OfKind>();
        for (var kind :
                Stream.concat(endByThemselves.stream(), kinds.stream()).sorted().toList()) {
            long total = waiting.count(kind);
            if (total > 0) {
                var items = waiting.open(kind, 0, limit);
                items.forEach(item -> item.family().ifPresent(families::add));
                open.add(new OfKind(
                        kind,
                        kinds.contains(kind),
                        total,
                        items.stream().map(TaskView::of).toList()));
            }
        }
        audit.notes("tasks.seen", null, families);
        return new Open(open);
    }

    /** The task is done; what it was about stays where it is. */
    @PostMapping("/settle")
    SettleView settle(@RequestBody SettleForm form) {
        access.require(Act.SETTLE_TASKS);
        var problems = new ArrayList<FieldProblem>();
        var kind = form.kind();
        if (!isKnown(kind)) {
            problems.add(unknownKind());
        }
        var key = form.key();
        if (key == null) {
            problems.add(new FieldProblem("key", "missing", "Say which task, as the list of them does"));
        }
        var reason = Optional.ofNullable(form.reason()).map(String::strip).orElse("");
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            problems.add(new FieldProblem(
                    "reason",
                    "reason-needed",
                    "Say in " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters what was done about it"));
        }
        if (kind == null || key == null || !problems.isEmpty()) {
            throw new Invalid(problems);
        }
        var item = open(kind, key).orElseThrow(Refusal::notFound);
        audit.because(reason);
        audit.notes("task.settled", kind + "/" + key, item.family().stream().toList());
        waiting.end(kind, key);
        return new SettleView(kind, key, waiting.count(kind));
    }

    private String known(@Nullable String kind) {
        if (kind == null || !isKnown(kind)) {
            throw new Invalid(List.of(unknownKind()));
        }
        return kind;
    }

    private boolean isKnown(@Nullable String kind) {
        return kind != null && kinds.contains(kind);
    }

    private FieldProblem unknownKind() {
        return new FieldProblem(
                "kind",
                "unknown-kind",
                "Say which kind of task: "
                        + String.join(", ", kinds.stream().sorted().toList()));
    }

    private Optional<Waiting.Item> open(String kind, String key) {
        for (int read = 0; ; read += READ_AT_ONCE) {
            var some = waiting.open(kind, read, READ_AT_ONCE);
            var found = some.stream().filter(item -> item.key().equals(key)).findFirst();
            if (found.isPresent() || some.size() < READ_AT_ONCE) {
                return found;
            }
        }
    }
}
