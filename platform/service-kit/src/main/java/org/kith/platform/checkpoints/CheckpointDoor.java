package org.kith.platform.checkpoints;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.checkpoints.AuditWatch.Round;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.platform.security.Acting;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where an operator has the whole audit checked against its checkpoints, and answers for what was done to it, such as a restore. */
@RestController
@RequestMapping("/operate/audit")
class CheckpointDoor {

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final double NANOS = 1e9;

    record AnswerForm(@Nullable String reason) {}

    /**
     * What a check came to.
     *
     * @param rows how many rows of the audit the last checkpoint covers
     * @param read how many rows were read one by one
     * @param seconds how long that took
     */
    record Verified(
            boolean holds,
            long checkpoint,
            @Nullable Instant at,
            long rows,
            long read,
            double seconds,
            List<FindingView> findings) {}

    record FindingView(
            String fault,
            @Nullable String council,
            @Nullable Integer shard,
            @Nullable Long sequence) {}

    private final AuditWatch watch;
    private final AuditRounds rounds;
    private final Access access;
    private final Audit audit;

    CheckpointDoor(AuditWatch watch, AuditRounds rounds, Access access, Audit audit) {
        this.watch = watch;
        this.rounds = rounds;
        this.access = access;
        this.audit = audit;
    }

    /** Reads every row; signs a checkpoint where all is well. */
    @PostMapping("/verify")
    Verified verify() {
        access.require(Act.OPERATE);
        audit.notes("audit.verified", null, List.of());
        long begun = System.nanoTime();
        var round = watch.everyRow();
        double seconds = (System.nanoTime() - begun) / NANOS;
        rounds.tell(round);
        return view(round, seconds);
    }

    /** Takes the audit as it is now for what is to be compared with from here on. */
    @PostMapping("/answer")
    Verified answer(@RequestBody AnswerForm form) {
        access.require(Act.OPERATE);
        var reason = Optional.ofNullable(form.reason()).map(String::strip).orElse("");
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw new Invalid(List.of(new FieldProblem(
                    "reason",
                    "reason-needed",
                    "Say in " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters what was done to the audit")));
        }
        audit.because(reason);
        audit.notes("audit.answered-for", null, List.of());
        long begun = System.nanoTime();
        var round = watch.answerFor(Acting.who().subject() + ": " + reason);
        double seconds = (System.nanoTime() - begun) / NANOS;
        rounds.tell(round);
        return view(round, seconds);
    }

    private static Verified view(Round round, double seconds) {
        return new Verified(
                round.findings().isEmpty(),
                round.checkpoint(),
                round.at(),
                round.rows(),
                round.read(),
                seconds,
                round.findings().stream()
                        .map(finding -> new FindingView(
                                finding.fault().name(),
                                Optional.ofNullable(finding.place())
                                        .map(Checkpoint.Place::council)
                                        .orElse(null),
                                Optional.ofNullable(finding.place())
                                        .map(Checkpoint.Place::shard)
                                        .orElse(null),
                                Optional.ofNullable(finding.place())
                                        .map(Checkpoint.Place::sequence)
                                        .orElse(null)))
                        .toList());
    }
}
