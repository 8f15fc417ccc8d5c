package org.kith.outcomes.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kith.outcomes.Stories.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.outcomes.Neighbours;
import org.kith.outcomes.Stories;
import org.kith.outcomes.journeys.HearFactHandler;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.testkit.service.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class FoldingTest {

    @Autowired
    private HearFactHandler hear;

    @Autowired
    private Folding folding;

    @Autowired
    private Figures figures;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private Neighbours neighbours;

    @BeforeEach
    void meet() {
        neighbours = new Neighbours(hear, folding, transaction);
    }

    @Test
    void two_folders_at_once_count_everything_once_and_in_one_order() throws Exception {
        var day = LocalDate.of(2024, 2, 6);
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> folder = () -> {
                int folded = 0;
                while (writing.get()) {
                    folded += foldOnce();
                }
                return folded;
            };
            var folders = List.of(threads.submit(folder), threads.submit(folder));
            var writers = new ArrayList<Future<?>>();
            for (int writer = 0; writer < 2; writer++) {
                writers.add(threads.submit(() -> {
                    for (int family = 0; family < 40; family++) {
                        neighbours.tell(Stories.received(
                                UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID(), UUID.randomUUID()));
                    }
                }));
            }
            for (var writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            writing.set(false);
            for (var each : folders) {
                each.get(10, TimeUnit.SECONDS);
            }
        }
        neighbours.fold();

        assertThat(value(Measure.REFERRALS_RECEIVED, day)).isEqualTo(80);
        assertThat(value(Measure.CHILDREN_REFERRED, day)).isEqualTo(160);
        Neighbours.inLancashire(() -> {
            var outOfOrder = transaction.execute(status -> jdbc.queryForList("""
                    select knowledge_sequence
                      from (select knowledge_sequence, known_at, row_number() over (order by knowledge_sequence) as number,
                                   lag(known_at, 1, '-infinity') over (order by knowledge_sequence) as before
                              from figure_knowledge) k
                     where knowledge_sequence <> number or known_at <= before
                    """, Long.class));
            assertThat(outOfOrder)
                    .as("places that are not the next, or not later than the one before")
                    .isEmpty();
        });
    }

    @Test
    void what_commits_late_never_changes_an_earlier_answer() throws Exception {
        var day = LocalDate.of(2024, 3, 5);
        var written = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> Neighbours.inLancashire(() -> transaction.executeWithoutResult(status -> {
                jdbc.update("""
                        insert into unfolded_delta (council, family_id, measure_code, scope_code, day, amount, source_id, written_at)
                        values (?, ?, 'FAMILIES_CLOSED', 'COUNTY', ?, 1, 'late', clock_timestamp())
                        """, Council.current().value(), UUID.randomUUID(), day);
                written.countDown();
                try {
                    commit.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                jdbc.update("delete from unfolded_delta where source_id = 'nothing'");
            })));
            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
            neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
            neighbours.fold();
            var asked = figuresAt(null, day);

            commit.countDown();
            late.get(10, TimeUnit.SECONDS);
            neighbours.fold();

            assertThat(valueOf(asked, Measure.FAMILIES_CLOSED)).isZero();
            assertThat(valueOf(figuresAt(asked.known().knownAt(), day), Measure.FAMILIES_CLOSED))
                    .isZero();
            assertThat(value(Measure.FAMILIES_CLOSED, day)).isEqualTo(1);
        } finally {
            // a count without facts would trouble reconciliation tests in the same database
            Neighbours.inLancashire(() -> transaction.executeWithoutResult(
                    status -> jdbc.update("""
                    insert into unfolded_delta (council, family_id, measure_code, scope_code, day, amount, source_id, written_at)
                    values (?, ?, 'FAMILIES_CLOSED', 'COUNTY', ?, -1, 'late', clock_timestamp())
                    """, Council.current().value(), UUID.randomUUID(), day)));
        }
    }

    @Test
    void nothing_is_known_yet_of_a_moment_to_come() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        Neighbours.inLancashire(() -> figures.at(Instant.now().plus(Duration.ofHours(1)))))
                .returns("known-at-in-the-future", Refusal::code);
    }

    @Test
    void one_council_never_counts_anothers_families() throws Exception {
        var day = LocalDate.of(2024, 4, 9);
        neighbours.tell(Stories.received(UUID.randomUUID(), UUID.randomUUID(), at(day), UUID.randomUUID()));
        neighbours.fold();

        var elsewhere = Council.in(
                new CouncilCode("E10000016"), () -> figures.asKnownNow(ScopeCode.COUNTY, new Period(day, day), false));

        assertThat(valueOf(elsewhere, Measure.REFERRALS_RECEIVED)).isZero();
        assertThat(value(Measure.REFERRALS_RECEIVED, day)).isEqualTo(1);
    }

    private int foldOnce() {
        var folded = new int[1];
        Neighbours.inLancashire(() -> folded[0] = folding.fold().folded());
        return folded[0];
    }

    private long value(Measure measure, LocalDate day) {
        return valueOf(figuresAt(null, day), measure);
    }

    private Figures.Answer figuresAt(@Nullable Instant knownAt, LocalDate day) {
        var answers = new ArrayList<Figures.Answer>();
        var period = new Period(day, day);
        Neighbours.inLancashire(() -> answers.add(
                knownAt == null
                        ? figures.asKnownNow(ScopeCode.COUNTY, period, false)
                        : figures.asKnown(figures.at(knownAt), ScopeCode.COUNTY, period, false)));
        return answers.getFirst();
    }

    private static long valueOf(Figures.Answer answer, Measure measure) {
        return answer.figures().stream()
                .filter(figure -> figure.measure() == measure)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
