package org.kith.platform.checkpoints;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kith.platform.checkpoints.AuditWatch.Finding;
import org.kith.platform.checkpoints.AuditWatch.Round;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.waiting.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Has the audit watched every minute, and makes a task of what is found. */
class AuditRounds {

    /** The task that a finding becomes, one for each council. */
    static final String TASK = "AUDIT_CHANGED";

    private static final Logger LOG = LoggerFactory.getLogger(AuditRounds.class);

    /** Somebody has to look at once. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final String OWNER = "ADMINISTRATOR";

    private final AuditWatch watch;
    private final Waiting waiting;
    private final Clock clock;
    private final Set<String> toCouncils;
    private final Set<Finding> known = new HashSet<>();
    private final Set<String> told;

    AuditRounds(AuditWatch watch, Waiting waiting, Clock clock, Set<String> toCouncils, MeterRegistry meters) {
        this.watch = watch;
        this.waiting = waiting;
        this.clock = clock;
        this.toCouncils = toCouncils;
        // a task of a former run ends too
        this.told = new TreeSet<>(toCouncils);
        Gauge.builder(
                        "kith.audit.findings",
                        () -> watch.lastRound()
                                .map(round -> round.findings().size())
                                .orElse(0))
                .description("Places where the audit is not as it was written")
                .register(meters);
        Gauge.builder(
                        "kith.audit.checkpoint.number",
                        () -> watch.lastRound().map(Round::checkpoint).orElse(0L))
                .description("How many checkpoints of the audit were signed")
                .register(meters);
        Gauge.builder("kith.audit.checkpoint.age", this::age)
                .description("How old the last signed checkpoint of the audit is")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder(
                        "kith.audit.rows",
                        () -> watch.lastRound().map(Round::rows).orElse(0L))
                .description("Rows of the audit that the last checkpoint covers")
                .register(meters);
    }

    private double age() {
        return watch.lastRound()
                .map(Round::at)
                .map(at -> (double) Duration.between(at, clock.instant()).toSeconds())
                .orElse(Double.NaN);
    }

    @Scheduled(
            initialDelayString = "${kith.audit.checkpoints.every:60s}",
            fixedDelayString = "${kith.audit.checkpoints.every:60s}")
    void round() {
        try {
            tell(watch.round());
        } catch (UncheckedIOException noStore) {
            LOG.error("The checkpoint of the audit could not be kept in its folder", noStore);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("The audit could not be compared with its checkpoint; the next round does it", away);
        }
    }

    /** Raises a task for each council that a finding is about, and ends those about which nothing is found any more. */
    synchronized void tell(Round round) {
        var findings = Set.copyOf(round.findings());
        known.retainAll(findings);
        for (var finding : findings) {
            if (known.add(finding)) {
                LOG.error("Task raised: {} {}: the audit is not as it was written", finding.fault(), finding.place());
            }
        }
        var now = findings.stream()
                .flatMap(finding ->
                        Optional.ofNullable(finding.place())
                                .map(place -> Set.of(place.council()))
                                .orElse(toCouncils)
                                .stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (var council : now) {
            raise(council, findings);
        }
        told.stream().filter(council -> !now.contains(council)).forEach(this::end);
        told.clear();
        told.addAll(now);
    }

    private void raise(String council, Set<Finding> findings) {
        var worst = findings.stream().map(Finding::fault).sorted().findFirst().orElseThrow();
        var since = since(council).orElseGet(clock::instant);
        Council.in(new CouncilCode(council), () -> {
            waiting.begin(
                    new Waiting.Item(TASK, council, null, OWNER, worst.name(), true, since, since.plus(LIMIT), false));
            return true;
        });
    }

    private Optional<Instant> since(String council) {
        return Council.<Optional<Instant>, RuntimeException>in(
                new CouncilCode(council),
                () -> waiting.open(TASK, 0, 1).stream().map(Waiting.Item::since).findFirst());
    }

    private void end(String council) {
        Council.in(new CouncilCode(council), () -> {
            waiting.end(TASK, council);
            return true;
        });
    }
}
