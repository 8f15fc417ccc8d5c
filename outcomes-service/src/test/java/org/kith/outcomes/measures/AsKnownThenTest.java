package org.kith.outcomes.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.journeys.ChildId;
import org.kith.outcomes.journeys.FamilyId;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.outcomes.reconciliation.Reconciliation;
import org.kith.outcomes.records.OutcomeId;
import org.kith.outcomes.records.OutcomeRecord;
import org.kith.outcomes.records.RecordOutcome;
import org.kith.outcomes.records.RecordOutcomeHandler;
import org.kith.platform.testkit.service.ServiceTest;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Random facts, in random order across topics, with joins, corrections and withdrawals: the figures are what was told. */
@ServiceTest
class AsKnownThenTest {

    private static final Period EVER = new Period(LocalDate.of(2009, 1, 1), LocalDate.of(2018, 12, 31));

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private Folding folding;

    @Autowired
    private Figures figures;

    @Autowired
    private RecordOutcomeHandler recordOutcome;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private TransactionTemplate transaction;

    private Neighbours neighbours;

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(hear, folding, transaction);
    }

    @Test
    void figures_are_what_was_told_and_every_answer_repeats_for_ever() {
        for (long seed : new long[] {1, 2, 3, 20_251_122L, System.nanoTime()}) {
            LoggerFactory.getLogger(AsKnownThenTest.class).info("as-known-then seed {}", seed);
            play(seed);
        }
    }

    private void play(long seed) {
        var random = new Random(seed);
        neighbours.fold();
        var before = days();
        var story = new CountyStory(random, LocalDate.of(2010, 1, 4).plusDays(400L * random.nextInt(4)));
        for (int family = 0; family < 25; family++) {
            story.family();
        }
        var facts = new ArrayList<>(neighbours.said(story.facts));
        Collections.shuffle(facts, random);
        var remembered = new LinkedHashMap<Known, Figures.Answer>();

        while (!facts.isEmpty()) {
            var batch = facts.subList(0, Math.min(facts.size(), 1 + random.nextInt(15)));
            neighbours.hear(List.copyOf(batch));
            batch.clear();
            if (random.nextInt(3) == 0) {
                neighbours.fold();
                remember(remembered);
            }
        }
        record(story, random, remembered);
        neighbours.fold();

        var counted = days();
        var expected = plus(before, story.county());
        for (var measure : story.county().keySet()) {
            assertThat(counted.getOrDefault(measure, Map.of()))
                    .as("%s with seed %d", measure, seed)
                    .isEqualTo(expected.get(measure));
        }
        remembered.forEach((known, answer) -> Neighbours.inLancashire(() -> {
            assertThat(figures.asKnown(known, ScopeCode.COUNTY, EVER, true).figures())
                    .as("as known at %s with seed %d", known.knownAt(), seed)
                    .isEqualTo(answer.figures());
            assertThat(figures.asKnown(figures.at(known.knownAt()), ScopeCode.COUNTY, EVER, true))
                    .as("asked by the moment, with seed %d", seed)
                    .isEqualTo(answer);
        }));
        Neighbours.inLancashire(() -> assertThat(reconciliation.run().differences())
                .as("figures and facts, seed %d", seed)
                .isEmpty());
    }

    private void remember(Map<Known, Figures.Answer> remembered) {
        Neighbours.inLancashire(() -> {
            var answer = figures.asKnownNow(ScopeCode.COUNTY, EVER, true);
            remembered.put(answer.known(), answer);
        });
    }

    /** Children come into care; some records are then corrected or withdrawn. */
    private void record(CountyStory story, Random random, Map<Known, Figures.Answer> remembered) {
        story.childOfFamily.forEach((family, child) -> {
            if (random.nextInt(3) == 0 || isUnknown(story, family)) {
                return;
            }
            var day = LocalDate.of(2012, 1, 1).plusDays(random.nextInt(300));
            var entry = take(family, child, "CARE_ENTRY", day, null, false);
            switch (random.nextInt(3)) {
                case 0 -> {
                    var better = day.plusDays(1 + random.nextInt(9));
                    take(family, child, "CARE_ENTRY", better, entry.id(), false);
                    story.count(Measure.CARE_ENTRIES, better, 1);
                    story.count(Measure.CHILDREN_IN_CARE, better, 1);
                }
                case 1 -> take(family, child, "CARE_ENTRY", day, entry.id(), true);
                default -> {
                    var exit = day.plusDays(random.nextInt(100));
                    take(family, child, "CARE_EXIT", exit, null, false);
                    story.count(Measure.CARE_ENTRIES, day, 1);
                    story.count(Measure.CHILDREN_IN_CARE, day, 1);
                    story.count(Measure.CARE_EXITS, exit, 1);
                    story.count(Measure.CHILDREN_IN_CARE, exit, -1);
                }
            }
            neighbours.fold();
            remember(remembered);
        });
    }

    /** A family that was referred under a provisional id and never accepted is not known under its own. */
    private static boolean isUnknown(CountyStory story, UUID family) {
        return story.facts.stream().noneMatch(fact -> fact.key().equals(family.toString()));
    }

    private OutcomeRecord take(
            UUID family, UUID child, String kind, LocalDate day, @Nullable OutcomeId corrects, boolean withdrawn) {
        var taken = new ArrayList<OutcomeRecord>();
        Neighbours.inLancashire(() -> taken.add(recordOutcome.handle(new RecordOutcome(
                new OutcomeId(UUID.randomUUID()),
                new FamilyId(family),
                new ChildId(child),
                kind,
                day,
                corrects,
                withdrawn,
                null))));
        return taken.getFirst();
    }

    private Map<String, Map<LocalDate, Long>> days() {
        var days = new HashMap<String, Map<LocalDate, Long>>();
        Neighbours.inLancashire(() -> {
            for (var figure : figures.asKnownNow(ScopeCode.COUNTY, EVER, true).figures()) {
                var ofMeasure = new TreeMap<LocalDate, Long>();
                figure.days().forEach(day -> ofMeasure.put(day.day(), day.value()));
                days.put(figure.measure().name(), ofMeasure);
            }
        });
        return days;
    }

    private static Map<String, Map<LocalDate, Long>> plus(
            Map<String, Map<LocalDate, Long>> before, Map<String, Map<LocalDate, Long>> told) {
        var sum = new HashMap<String, Map<LocalDate, Long>>();
        for (var each : List.of(before, told)) {
            each.forEach((measure, days) -> days.forEach((day, value) ->
                    sum.computeIfAbsent(measure, code -> new TreeMap<>()).merge(day, value, Long::sum)));
        }
        sum.values().forEach(days -> days.values().removeIf(value -> value == 0));
        return sum;
    }
}
