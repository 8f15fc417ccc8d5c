package org.kith.platform.council;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Statements that go to the database together: a round trip costs more than most of them do.
 *
 * <p>In a transaction they are kept until something that was asked is needed, until {@link #send}, or until the commit. They run
 * in the order they were given, each seeing what the ones before it did and what others had committed by then; rows of one kind
 * go together, where the first of them stands; whoever needs an order between them says what they are {@link #about}. Whoever
 * keeps rows here sends before reading them some other way. Outside a transaction each is a transaction of its own.
 *
 * <p>The council's setting for row level security travels with the first statement. A transaction named {@link
 * #WITH_THE_FIRST_STATEMENT} is not told its council before: what comes first must come through here, and sees no rows if it
 * does not.
 */
public final class Statements {

    /** Name of transactions that tell the database their council with the first statements kept here. */
    public static final String WITH_THE_FIRST_STATEMENT = "kith: the council travels with the first statement";

    /** After what adds statements before the commit, and before the points that come last. */
    public static final int SENT_BEFORE_COMMIT = 1_000;

    /** More would make a statement of its own of every number of them, and each connection keeps its statements. */
    private static final int IN_ONE_TRIP = 16;

    /** So many of the same go as a batch. */
    private static final int AS_A_BATCH = 3;

    private static final String TELL = "select set_config('kith.council', ?, true)";

    private final DataSource source;
    private final Supplier<@Nullable String> begunFor;
    private final SQLExceptionTranslator translator = new SQLExceptionSubclassTranslator();
    private final Map<List<String>, String> joined = new ConcurrentHashMap<>();

    /**
     * Statements to one database.
     *
     * @param begunFor the council that the running transaction was begun for; absent if for none
     */
    public Statements(DataSource source, Supplier<@Nullable String> begunFor) {
        this.source = source;
        this.begunFor = begunFor;
    }

    private record Step(
            String council,
            @Nullable Rows kind,
            List<Object[]> parameters,
            String sql,
            @Nullable Asked<?> asked) {

        String statement() {
            return kind == null ? sql : kind.sql(parameters.size());
        }

        Object[] bound() {
            return kind == null ? parameters.getFirst() : kind.parameters(parameters);
        }
    }

    /** What a transaction keeps until its next round trip. */
    private static final class Kept {

        final List<Step> steps = new ArrayList<>();
        final Map<Rows, Step> rows = new LinkedHashMap<>();
        final Set<Object> touched = new HashSet<>();
        final @Nullable String begunFor;

        @Nullable String told;

        Kept(@Nullable String begunFor, @Nullable String told) {
            this.begunFor = begunFor;
            this.told = told;
        }
    }

    /** Adds a row to those of its kind. */
    public void add(Rows kind, @Nullable Object... values) {
        mustFit(kind, values);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            add(kind.sql(1), values);
            return;
        }
        step(kind, null).parameters().add(values);
    }

    /** The same, where the statement answers: once for all rows that go together, to the mapper of the first. */
    public void add(Rows kind, RowMapper<?> answer, @Nullable Object... values) {
        mustFit(kind, values);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Rows that answer are kept in a transaction: begin one first");
        }
        step(kind, answer).parameters().add(values);
    }

    private static void mustFit(Rows kind, @Nullable Object... values) {
        if (values.length != kind.width()) {
            throw new IllegalArgumentException("A row has " + kind.width() + " values, not " + values.length);
        }
    }

    private Step step(Rows kind, @Nullable RowMapper<?> answer) {
        var kept = kept();
        var council = Council.current().value();
        var rows = kept.rows.get(kind);
        if (rows == null || !rows.council().equals(council)) {
            var asked = answer == null ? null : new Asked<>(answer, this::send);
            rows = new Step(council, kind, new ArrayList<>(), "", asked);
            kept.rows.put(kind, rows);
            kept.steps.add(rows);
        }
        return rows;
    }

    /**
     * Says what the next statements are about. If some that are kept are about the same, rows go together only from here on, so that
     * what was said of one thing is done in the order it was said.
     */
    public void about(Object thing) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            var kept = kept();
            if (!kept.touched.add(thing)) {
                kept.rows.clear();
                kept.touched.clear();
                kept.touched.add(thing);
            }
        }
    }

    /** Adds a statement whose answer nobody needs. */
    public void add(String sql, @Nullable Object... parameters) {
        keepOrRun(new Step(Council.current().value(), null, one(parameters), sql, null));
    }

    /** Asks; the answer comes with the next round trip, at the latest when its rows are looked at. */
    public <T> Asked<T> ask(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        var asked = new Asked<>(mapper, this::send);
        keepOrRun(new Step(Council.current().value(), null, one(parameters), sql, asked));
        return asked;
    }

    private void keepOrRun(Step step) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            kept().steps.add(step);
        } else {
            onItsOwn(List.of(step));
        }
    }

    private static List<Object[]> one(@Nullable Object... parameters) {
        var only = new ArrayList<Object[]>(1);
        only.add(parameters);
        return only;
    }

    /** Sends what the running transaction keeps, if anything. */
    public void send() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Kept kept) {
            send(kept);
        }
    }

    /**
     * Sends what was kept so late that nothing else sends it: what others add before the commit, after {@link
     * #SENT_BEFORE_COMMIT} or as the first of the transaction. The manager of transactions in which anybody does so has it as a
     * listener; without it such statements would be lost in silence.
     */
    public TransactionExecutionListener lastTrip() {
        return new TransactionExecutionListener() {
            @Override
            public void beforeCommit(TransactionExecution transaction) {
                send();
            }
        };
    }

    /** Takes statements that go together. */
    public interface Trip {

        /** Adds a statement whose answer nobody needs. */
        void add(String sql, @Nullable Object... parameters);
    }

    /** Statements in a transaction of their own, whatever becomes of the caller's: all of them or none. */
    public void onItsOwn(Consumer<Trip> statements) {
        var council = Council.current().value();
        var steps = new ArrayList<Step>();
        statements.accept((sql, parameters) -> steps.add(new Step(council, null, one(parameters), sql, null)));
        onItsOwn(steps);
    }

    private void onItsOwn(List<Step> steps) {
        var all = new ArrayList<Step>();
        all.add(telling(steps.getFirst().council()));
        all.addAll(steps);
        try (var connection = source.getConnection()) {
            // the driver ends a trip behind what may answer much, so a transaction has to be begun
            connection.setAutoCommit(false);
            try {
                runTogether(connection, all);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw translated(all, e);
        }
    }

    private Kept kept() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Kept kept) {
            return kept;
        }
        var council = begunFor.get();
        var kept = new Kept(council, tellsWithTheFirst() ? null : council);
        TransactionSynchronizationManager.registerSynchronization(new UntilTheEnd(kept));
        TransactionSynchronizationManager.bindResource(this, kept);
        return kept;
    }

    static boolean tellsWithTheFirst() {
        return WITH_THE_FIRST_STATEMENT.equals(TransactionSynchronizationManager.getCurrentTransactionName());
    }

    private void send(Kept kept) {
        if (kept.steps.isEmpty()) {
            return;
        }
        var all = new ArrayList<Step>(kept.steps.size() + 2);
        for (var step : kept.steps) {
            // a transaction of no council may have been told one past this class
            if (!step.council().equals(kept.told)) {
                all.add(telling(step.council()));
                kept.told = step.council();
            }
            all.add(step);
        }
        if (kept.begunFor == null) {
            kept.told = null;
        } else if (!kept.begunFor.equals(kept.told)) {
            all.add(telling(kept.begunFor));
            kept.told = kept.begunFor;
        }
        kept.steps.clear();
        kept.rows.clear();
        kept.touched.clear();
        var connection = DataSourceUtils.getConnection(source);
        try {
            run(connection, all);
        } catch (SQLException e) {
            throw translated(all, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private static Step telling(String council) {
        return new Step(council, null, one(council), TELL, null);
    }

    private RuntimeException translated(List<Step> steps, SQLException e) {
        var translated = translator.translate("statements sent together", null, e);
        return translated == null
                ? new UncategorizedSQLException(
                        "statements sent together", steps.getFirst().statement(), e)
                : translated;
    }

    private void run(Connection connection, List<Step> steps) throws SQLException {
        for (int from = 0; from < steps.size(); ) {
            int alike = alikeFrom(steps, from);
            if (alike >= AS_A_BATCH) {
                runBatch(connection, steps.subList(from, from + alike));
                from += alike;
            } else {
                int to = from + alike;
                while (to < steps.size() && to - from < IN_ONE_TRIP && alikeFrom(steps, to) < AS_A_BATCH) {
                    to++;
                }
                runTogether(connection, steps.subList(from, to));
                from = to;
            }
        }
    }

    /** How many of the same statement stand here one behind the other, with nothing asked. */
    private static int alikeFrom(List<Step> steps, int from) {
        var first = steps.get(from).statement();
        int to = from + 1;
        while (to < steps.size()
                && steps.get(from).asked() == null
                && steps.get(to).asked() == null
                && steps.get(to).statement().equals(first)) {
            to++;
        }
        return to - from;
    }

    private static void runBatch(Connection connection, List<Step> steps) throws SQLException {
        try (var prepared = connection.prepareStatement(steps.getFirst().statement())) {
            for (var step : steps) {
                int place = 1;
                for (var value : step.bound()) {
                    bind(connection, prepared, place++, value);
                }
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    private void runTogether(Connection connection, List<Step> steps) throws SQLException {
        var statements = steps.stream().map(Step::statement).toList();
        try (var prepared =
                connection.prepareStatement(joined.computeIfAbsent(statements, list -> String.join(";\n", list)))) {
            int place = 1;
            for (var step : steps) {
                for (var value : step.bound()) {
                    bind(connection, prepared, place++, value);
                }
            }
            boolean rows = prepared.execute();
            for (var step : steps) {
                var asked = step.asked();
                if (rows && asked != null) {
                    read(prepared, asked);
                }
                rows = prepared.getMoreResults();
            }
        }
    }

    private static <T> void read(PreparedStatement prepared, Asked<T> asked) throws SQLException {
        var found = new ArrayList<T>();
        try (ResultSet row = prepared.getResultSet()) {
            while (row.next()) {
                found.add(asked.mapper().mapRow(row, found.size()));
            }
        }
        asked.answeredWith(found);
    }

    private static void bind(Connection connection, PreparedStatement prepared, int place, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> prepared.setNull(place, Types.NULL);
            case Instant at -> prepared.setObject(place, at.atOffset(ZoneOffset.UTC));
            case Enum<?> code -> prepared.setString(place, code.name());
            case Rows.Column column ->
                prepared.setArray(place, connection.createArrayOf(column.type(), written(column)));
            default -> prepared.setObject(place, value);
        }
    }

    private static Object[] written(Rows.Column column) {
        return column.type().equals("bytea")
                ? Arrays.stream(column.values()).toArray(byte[][]::new)
                : Arrays.stream(column.values())
                        .map(value -> value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value)
                        .toArray();
    }

    /** Sends before the commit, and lets go of what a transaction kept when it ends. */
    private final class UntilTheEnd implements TransactionSynchronization {

        private final Kept kept;

        UntilTheEnd(Kept kept) {
            this.kept = kept;
        }

        @Override
        public int getOrder() {
            return SENT_BEFORE_COMMIT;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Statements.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Statements.this, kept);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            send(kept);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Statements.this);
        }
    }
}
