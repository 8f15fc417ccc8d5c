package org.kith.platform.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.platform.audit.AuditChain;
import org.kith.platform.audit.Meddler;
import org.kith.platform.audit.Meddler.Mischief;
import org.kith.platform.audit.TellingTheCouncil;
import org.kith.platform.checkpoints.AuditWatch.Fault;
import org.kith.platform.checkpoints.AuditWatch.Finding;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.delivery.Landscape;
import org.kith.platform.waiting.Waiting;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

class AuditWatchTest {

    private static final String COUNCIL = "E10000017";
    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
    private static final String SECRET = "a secret that the database's owner does not have";
    private static final int ROWS = 64;

    /** {@code -Dkith.audit.mutations=1000} for the figure of security.md. */
    private static final int MUTATIONS = Integer.getInteger("kith.audit.mutations", 60);

    private static final long SEED = Long.getLong("kith.audit.seed", 2025);

    @TempDir
    private Path store;

    private static final Fault[] ROWS_GONE_THEN_CHANGED = {Fault.ROWS_GONE, Fault.ROW_CHANGED};

    private HikariDataSource connections;
    private JdbcTemplate owner;
    private AuditChain chain;
    private Meddler meddler;
    private AuditWatch watch;

    @BeforeEach
    void prepare() throws SQLException {
        var database = Landscape.kitDatabase("watch");
        var asOwner = new SingleConnectionDataSource(database.url(), database.owner(), database.password(), true);
        owner = new JdbcTemplate(asOwner);
        meddler = new Meddler(owner, new TellingTheCouncil(asOwner), COUNCIL);
        var asApp = new HikariDataSource();
        asApp.setJdbcUrl(database.url());
        asApp.setUsername(database.app());
        asApp.setPassword(database.password());
        asApp.setMaximumPoolSize(4);
        asApp.setMinimumIdle(1);
        connections = asApp;
        chain = Meddler.chain(asApp, new TellingTheCouncil(asApp));
        watch = watch(SECRET);
        Meddler.write(chain, COUNCIL, ROWS);
    }

    @AfterEach
    void close() {
        connections.close();
    }

    private AuditWatch watch(String secret) {
        return watch(secret, 10);
    }

    private AuditWatch watch(String secret, long rowsInTurns) {
        var key = CheckpointKey.of(secret);
        return new AuditWatch(
                "referral",
                chain,
                new CheckpointFile(store, "referral", key, new JsonMapper()),
                key,
                Clock.fixed(NOW, ZoneOffset.UTC),
                rowsInTurns);
    }

    @Test
    void whatever_the_databases_owner_does_is_found_at_the_next_checkpoint() {
        var whole = watch(SECRET, ROWS);
        assertThat(whole.round().findings()).isEmpty();
        owner.execute("create table kept as select * from audit_row");
        var random = new Random(SEED);
        var tried = new EnumMap<Mischief, Integer>(Mischief.class);
        var missed = new ArrayList<String>();
        var ways = List.copyOf(EnumSet.allOf(Mischief.class));

        for (int mutation = 0; mutation < MUTATIONS; mutation++) {
            var mischief = ways.get(mutation % ways.size());
            meddler.commit(mischief, random);
            tried.merge(mischief, 1, Integer::sum);
            if (whole.round().findings().isEmpty()) {
                missed.add(mischief + " as mutation " + mutation + " of seed " + SEED);
            }
            owner.execute("delete from audit_row");
            owner.execute("insert into audit_row select * from kept");
            assertThat(whole.round().findings())
                    .as("put back after %s", mischief)
                    .isEmpty();
        }

        assertThat(missed).isEmpty();
        assertThat(tried.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MUTATIONS);
        assertThat(tried).hasSize(Math.min(MUTATIONS, ways.size()));
    }

    @Test
    void a_cut_and_a_rewritten_chain_are_found_without_reading_old_rows() {
        watch.round();

        owner.update("delete from audit_row where shard = 3 and sequence > 2");
        assertThat(watch.round().findings())
                .containsExactly(new Finding(Fault.ROWS_GONE, new Checkpoint.Place(COUNCIL, 3, 3)));
    }

    @Test
    void a_changed_old_row_is_found_within_as_many_rounds_as_reading_takes() {
        watch.round();
        owner.update("update audit_row set subject = 'x' where shard = 15 and sequence = 4");

        int rounds = 1;
        while (watch.round().findings().isEmpty()) {
            rounds++;
        }

        assertThat(rounds).isLessThanOrEqualTo(ROWS / 10 + 1);
        assertThat(watch.round().findings())
                .containsExactly(new Finding(Fault.ROW_CHANGED, new Checkpoint.Place(COUNCIL, 15, 4)));
    }

    @Test
    void new_rows_are_read_and_signed_and_an_earlier_chain_goes_on() {
        assertThat(watch.round().rows()).isEqualTo(ROWS);

        Meddler.write(chain, COUNCIL, 5);
        Meddler.write(chain, "E06000008", 7);
        var after = watch(SECRET).round();

        assertThat(after.findings()).isEmpty();
        assertThat(after.rows()).isEqualTo(ROWS + 5 + 7);
        assertThat(after.checkpoint()).isEqualTo(2);
    }

    @Test
    void without_the_key_no_checkpoint_can_be_made() throws IOException {
        watch.round();
        owner.execute("delete from audit_row");
        Meddler.write(chain, COUNCIL, ROWS);

        var key = CheckpointKey.of("what somebody guesses that the secret may be");
        var forged = new Checkpoint("referral", 2, NOW, last().hash(), heads(), List.of(), null, "").signedBy(key);
        append(new JsonMapper().writeValueAsString(forged) + "\n");

        assertThat(watch(SECRET).round().findings()).contains(new Finding(Fault.CHECKPOINTS_CHANGED, null));
    }

    @Test
    void a_checkpoint_taken_away_while_the_service_runs_is_missed() throws IOException {
        watch.round();
        watch.round();
        var lines = Files.readAllLines(file());

        Files.writeString(file(), lines.getFirst() + "\n");

        assertThat(watch.round().findings()).containsExactly(new Finding(Fault.CHECKPOINTS_CHANGED, null));
    }

    @Test
    void a_checkpoint_taken_out_of_the_middle_is_missed_after_a_start_too() throws IOException {
        watch.round();
        watch.round();
        watch.round();
        var lines = Files.readAllLines(file());

        Files.writeString(file(), lines.get(0) + "\n" + lines.get(2) + "\n");

        assertThat(watch(SECRET).round().findings()).containsExactly(new Finding(Fault.CHECKPOINTS_CHANGED, null));
    }

    @Test
    void a_line_that_a_crash_tore_is_passed_by() throws IOException {
        watch.round();
        append("{\"service\":\"referral\",\"number\":2,\"at\":\"2026-");

        var next = watch(SECRET).round();

        assertThat(next.findings()).isEmpty();
        assertThat(next.checkpoint()).isEqualTo(2);
        assertThat(watch(SECRET).round().checkpoint()).isEqualTo(3);
    }

    @Test
    void what_somebody_answered_for_is_no_finding_and_later_mischief_is() {
        watch.round();
        owner.update("delete from audit_row where shard = 2 and sequence > 1");
        owner.update("update audit_row set subject = 'x' where shard = 5 and sequence = 2");
        assertThat(watch.everyRow().findings()).hasSizeGreaterThanOrEqualTo(2);

        watch.answerFor("an operator: put back after a disk was lost");
        Meddler.write(chain, COUNCIL, ROWS);

        assertThat(watch(SECRET).everyRow().findings()).isEmpty();
        owner.update("update audit_row set subject = 'y' where shard = 5 and sequence = 4");
        assertThat(watch(SECRET).everyRow().findings())
                .containsExactly(new Finding(Fault.ROW_CHANGED, new Checkpoint.Place(COUNCIL, 5, 4)));
    }

    @Test
    void what_somebody_answered_for_is_changed_no_second_time_unseen() {
        watch.round();
        owner.update("update audit_row set subject = 'x' where shard = 5 and sequence = 2");
        owner.update("delete from audit_row where shard = 7 and sequence = 2");
        watch.everyRow();
        watch.answerFor("an operator: put back after a disk was lost");
        assertThat(watch(SECRET).everyRow().findings()).isEmpty();

        // the row itself, one before it, and the first behind a hole
        owner.update("update audit_row set subject = 'y' where shard = 5 and sequence = 2");
        owner.update("update audit_row set subject = 'y' where shard = 7 and sequence = 3");

        var other = watch(SECRET);
        assertThat(other.everyRow().findings())
                .containsExactlyInAnyOrder(
                        new Finding(Fault.ANSWERED_CHANGED, new Checkpoint.Place(COUNCIL, 5, 2)),
                        new Finding(Fault.ANSWERED_CHANGED, new Checkpoint.Place(COUNCIL, 7, 3)));
        assertThat(found(watch(SECRET))).as("in turns, without being asked").isTrue();
        // and that too can be answered for, once
        other.answerFor("an operator: that was us as well");
        assertThat(watch(SECRET).everyRow().findings()).isEmpty();
        owner.update("delete from audit_row where shard = 5 and sequence = 1");
        assertThat(watch(SECRET).everyRow().findings())
                .containsExactly(new Finding(Fault.ANSWERED_CHANGED, new Checkpoint.Place(COUNCIL, 5, 2)));
    }

    private static boolean found(AuditWatch watch) {
        for (int round = 0; round < ROWS; round++) {
            if (watch.round().findings().stream().anyMatch(one -> one.fault() == Fault.ANSWERED_CHANGED)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_row_that_was_changed_is_still_found_when_the_end_of_its_chain_is_gone() {
        watch.round();
        owner.update("update audit_row set subject = 'x' where shard = 2 and sequence = 1");
        assertThat(watch.everyRow().findings()).hasSize(1);

        owner.update("delete from audit_row where shard = 2 and sequence > 3");

        assertThat(watch.round().findings()).extracting(Finding::fault).containsExactly(ROWS_GONE_THEN_CHANGED);
        assertThat(watch.everyRow().findings()).extracting(Finding::fault).containsExactly(ROWS_GONE_THEN_CHANGED);
        assertThat(watch(SECRET).everyRow().findings())
                .as("another instance, which has not heard of it")
                .extracting(Finding::fault)
                .containsExactly(ROWS_GONE_THEN_CHANGED);
    }

    @Test
    void nobody_answers_for_what_they_were_not_shown() {
        watch.round();
        owner.update("delete from audit_row where shard = 2 and sequence > 3");
        watch.everyRow();
        owner.update("update audit_row set subject = 'x' where shard = 5 and sequence in (1, 3)");
        // what the round of every minute finds nobody may have seen
        for (int round = 0; round < ROWS; round++) {
            watch.round();
        }

        var shown = watch.answerFor("an operator: put back after a disk was lost");
        var answered = watch.answerFor("an operator: and those were mine");

        assertThat(shown.findings())
                .extracting(Finding::place)
                .contains(new Checkpoint.Place(COUNCIL, 5, 1), new Checkpoint.Place(COUNCIL, 5, 3));
        assertThat(answered.findings()).isEmpty();
        assertThat(watch(SECRET).everyRow().findings()).isEmpty();
    }

    @Test
    void a_finding_is_a_task_for_its_council_until_it_holds_again() {
        var tasks = new TasksInMemory();
        var meters = new SimpleMeterRegistry();
        var rounds = new AuditRounds(watch, tasks, Clock.fixed(NOW, ZoneOffset.UTC), Set.of(COUNCIL), meters);
        rounds.round();
        assertThat(tasks.open).isEmpty();
        owner.execute("create table kept as select * from audit_row");

        owner.execute("delete from audit_row where shard = 1 and sequence = 4");
        rounds.round();

        assertThat(tasks.open.get(COUNCIL))
                .returns("ROWS_GONE", Waiting.Item::reasonCode)
                .returns(NOW.plus(Duration.ofHours(1)), Waiting.Item::limitAt);
        assertThat(meters.get("kith.audit.findings").gauge().value()).isEqualTo(1);
        owner.execute("delete from audit_row");
        owner.execute("insert into audit_row select * from kept");
        rounds.round();
        assertThat(tasks.open).isEmpty();
        assertThat(meters.get("kith.audit.findings").gauge().value()).isZero();
    }

    private Path file() {
        return store.resolve("referral-2026-11-27.jsonl");
    }

    private Checkpoint last() throws IOException {
        return new JsonMapper().readValue(Files.readAllLines(file()).getLast(), Checkpoint.class);
    }

    private List<Checkpoint.Head> heads() {
        return Council.<List<AuditChain.Head>, RuntimeException>in(new CouncilCode(COUNCIL), chain::heads).stream()
                .map(head -> Checkpoint.Head.of(COUNCIL, head))
                .toList();
    }

    private void append(String text) throws IOException {
        Files.write(file(), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    /** What waits, by council. */
    private static final class TasksInMemory implements Waiting {

        private final Map<String, Item> open = new HashMap<>();

        @Override
        public void begin(Item item) {
            open.put(item.key(), item);
        }

        @Override
        public void end(String kind, String key) {
            open.remove(key);
        }

        @Override
        public List<Item> open(String kind, int offset, int limit) {
            return List.copyOf(open.values());
        }

        @Override
        public List<Item> about(Collection<String> familyIds) {
            return List.of();
        }

        @Override
        public long count(String kind) {
            return open.size();
        }
    }
}
