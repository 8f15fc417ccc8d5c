package org.kith.platform.restore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.waiting.Waiting;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where operators see which streams a restore had made this service forget the end of, and say that one was entered again. */
@RestController
@RequestMapping("/operate/forgotten")
class ForgottenDoor {

    private static final int LONGEST_PAGE = 200;
    private static final int LOOKED_AT = 500;
    private static final int UUID_LENGTH = 36;
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    record Page(long total, List<ForgottenView> items) {}

    record ForgottenView(String key, String lastFact, Instant since, Instant limitAt, boolean overdue) {}

    record SettleForm(@Nullable String key, @Nullable String reason) {}

    record SettleView(String key, long left) {}

    private final Waiting waiting;
    private final Access access;
    private final Audit audit;

    ForgottenDoor(Waiting waiting, Access access, Audit audit) {
        this.waiting = waiting;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping
    Page forgotten(@RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        access.require(Act.OPERATE);
        if (offset < 0 || limit < 1 || limit > LONGEST_PAGE) {
            throw new Invalid(List.of(new FieldProblem(
                    "limit", "page-too-large", "A page starts at 0 or later and has 1 to " + LONGEST_PAGE + " items")));
        }
        var items = waiting.open(Recollection.TASK, offset, limit);
        audit.notes(
                "forgotten.seen",
                null,
                items.stream().flatMap(ForgottenDoor::family).toList());
        return new Page(
                waiting.count(Recollection.TASK),
                items.stream()
                        .map(item -> new ForgottenView(
                                item.key(), item.reasonCode(), item.since(), item.limitAt(), item.overdue()))
                        .toList());
    }

    /** The task is done: what the facts told is in the tables again. */
    @PostMapping("/settle")
    SettleView settle(@RequestBody SettleForm form) {
        access.require(Act.OPERATE);
        var key = Optional.ofNullable(form.key())
                .orElseThrow(() -> new Invalid(
                        List.of(new FieldProblem("key", "missing", "Say which stream, as the list of them does"))));
        var reason = Optional.ofNullable(form.reason()).map(String::strip).orElse("");
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw new Invalid(List.of(new FieldProblem(
                    "reason",
                    "reason-needed",
                    "Say in " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters what was done about it")));
        }
        var item = waiting.open(Recollection.TASK, 0, LOOKED_AT).stream()
                .filter(open -> open.key().equals(key))
                .findFirst()
                .orElseThrow(Refusal::notFound);
        audit.because(reason);
        audit.notes("forgotten.settled", key, family(item).toList());
        waiting.end(Recollection.TASK, key);
        return new SettleView(key, waiting.count(Recollection.TASK));
    }

    private static Stream<UUID> family(Waiting.Item item) {
        return Stream.ofNullable(item.familyId())
                .filter(id -> id.length() == UUID_LENGTH)
                .map(UUID::fromString);
    }
}
