package org.kith.outcomes.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.outcomes.journeys.Histories;
import org.kith.outcomes.journeys.Retelling;
import org.kith.outcomes.measures.Contribution;
import org.kith.outcomes.measures.Counting;
import org.kith.outcomes.measures.Folding;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts everything again, three ways: daily totals against the differences they are the sum of, each family's differences
 * against its facts read anew, and county counts against the journal in SQL.
 */
@Service
public class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int FAMILIES_AT_A_TIME = 200;
    private static final int MOST_SHOWN = 100;
    private static final Comparator<Contribution> BY_CELL = Comparator.comparing(Contribution::measure)
            .thenComparing(Contribution::scope)
            .thenComparing(Contribution::day)
            .thenComparing(Contribution::sourceId);

    private final Histories histories;
    private final Retelling retelling;
    private final Counting counting;
    private final Recount recount;
    private final Folding folding;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MeterRegistry meters;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Map<CouncilCode, Reconciled> last = new ConcurrentHashMap<>();

    Reconciliation(
            Histories histories,
            Retelling retelling,
            Counting counting,
            Recount recount,
            Folding folding,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.histories = histories;
        this.retelling = retelling;
        this.counting = counting;
        this.recount = recount;
        this.folding = folding;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
    }

    /** What came of the last counting for the council at work, if there was one since the service started. */
    public Optional<Reconciled> last() {
        return Optional.ofNullable(last.get(Council.current()));
    }

    /** Counts again for the council at work. */
    public Reconciled run() {
        oneAtATime.lock();
        try {
            var differences = new ArrayList<Difference>();
            long cells = transaction.execute(status -> {
                differences.addAll(recount.totalsAgainstDifferences());
                differences.addAll(recount.leftOfJoinedFamilies());
                differences.addAll(recount.countsAgainstJournal());
                return recount.cells();
            });
            long families = compareFamilies(differences);
            var reconciled = new Reconciled(
                    clock.instant(),
                    families,
                    cells,
                    differences.size(),
                    differences.stream().limit(MOST_SHOWN).toList());
            keep(reconciled);
            return reconciled;
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Counts the families anew whose differences do not follow from their facts, such as after a rule of counting changed, and then
     * counts all again. What changes by it is known from now; figures of past days as known then stay.
     *
     * @return how many families were counted anew, and what came of counting all again after it
     */
    public Recounted countAnew() {
        oneAtATime.lock();
        try {
            long[] anew = {0};
            eachDoubtful(family -> {
                if (!compare(List.of(family)).isEmpty()) {
                    retelling.touched(family);
                    anew[0]++;
                }
            });
            folding.fold();
            return new Recounted(anew[0], run());
        } finally {
            oneAtATime.unlock();
        }
    }

    private long compareFamilies(List<Difference> differences) {
        return eachDoubtful(family -> differences.addAll(compare(List.of(family))));
    }

    /** Families whose counts disagree at the first look, each while nobody can learn anything of it; answers how many families there are. */
    private long eachDoubtful(Consumer<FamilyId> look) {
        long families = 0;
        @Nullable FamilyId lastRead = null;
        while (true) {
            var page = histories.familiesAfter(lastRead, FAMILIES_AT_A_TIME);
            if (page.isEmpty()) {
                return families;
            }
            families += page.size();
            lastRead = page.getLast();
            for (var doubtful : disagreeing(page)) {
                // something may have been learnt between the two readings
                transaction.executeWithoutResult(status -> histories
                        .locked(doubtful)
                        .filter(history -> history.family().equals(doubtful))
                        .ifPresent(history -> look.accept(doubtful)));
            }
        }
    }

    private List<FamilyId> disagreeing(List<FamilyId> families) {
        var found = new ArrayList<FamilyId>();
        compare(families).forEach(difference -> {
            if (difference.familyId() != null) {
                found.add(new FamilyId(difference.familyId()));
            }
        });
        return found.stream().distinct().toList();
    }

    private List<Difference> compare(List<FamilyId> families) {
        var expected = counting.figures(histories.told(families));
        var counted = counting.counted(families);
        var differences = new ArrayList<Difference>();
        for (var family : families) {
            var should = expected.getOrDefault(family, Map.of());
            var does = counted.getOrDefault(family, Map.of());
            var all = new TreeSet<>(BY_CELL);
            all.addAll(should.keySet());
            all.addAll(does.keySet());
            for (var contribution : all) {
                long is = does.getOrDefault(contribution, 0L);
                long ought = should.getOrDefault(contribution, 0L);
                if (is != ought) {
                    differences.add(difference(family, contribution, is, ought));
                }
            }
        }
        return differences;
    }

    private static Difference difference(FamilyId family, Contribution contribution, long counted, long expected) {
        return new Difference(
                "DIFFERENCES_AND_FACTS",
                contribution.measure().name(),
                contribution.scope().value(),
                contribution.day(),
                family.value(),
                counted,
                expected);
    }

    private void keep(Reconciled reconciled) {
        var council = Council.current();
        if (last.put(council, reconciled) == null) {
            Gauge.builder("kith.figures.differences", last, all -> {
                        var latest = all.get(council);
                        return latest == null ? 0 : latest.differenceCount();
                    })
                    .tag("council", council.value())
                    .description("Figures that do not agree with facts, at the last counting")
                    .register(meters);
        }
        if (!reconciled.agrees()) {
            LOG.error(
                    "{} figures of council {} do not agree with facts; see /figures/reconciliation",
                    reconciled.differenceCount(),
                    council.value());
        }
    }

    @Scheduled(
            fixedDelayString = "${kith.figures.reconcile-every:15m}",
            initialDelayString = "${kith.figures.reconcile-every:15m}")
    void runForAll() {
        try {
            for (var council : folding.councils()) {
                Council.in(council, this::run);
            }
        } catch (RuntimeException fault) {
            LOG.warn("Figures could not be counted again; the next round tries", fault);
        }
    }
}
