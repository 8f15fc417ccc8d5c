package org.kith.launcher.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Makes a county of a hundred thousand families out of some hundred that really went the whole road. Every row that belongs to
 * one of these, in any of the four databases, is copied as often as asked: its ids are turned into new ones, the same new one
 * wherever the old one stood, so that journals, inboxes, involvements and figures of all services fit each other as the first
 * ones do; people get other made-up names, and what must be unique another value. Workers and teams stay who they are. Copies came
 * one after the other over the years, as many in a year as a county gets. What a service adds up is added up again at the end.
 */
final class BigCounty implements AutoCloseable {

    /** Whose rows are about staff, and whose ids therefore stay. */
    private static final Set<String> OF_STAFF = Set.of(
            "worker",
            "role_held",
            "worker_absence",
            "planned_change",
            "worker_role",
            "practitioner",
            "team",
            "team_state",
            "team_area",
            "team_load",
            "team_book",
            "known_team",
            "account");

    /** What is not about one family, or would not be true of a copy: a chain of audit rows, what waits to be sent, drafts. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "flyway.*|outbox_.*|inbox_(parked|quarantine|offset|refusal)|audit.*|draft.*|database_timeline|figure_.*|name_word"
                    + "|digest_line|waiting_council|reconcil.*|position.*|vault|must_not_know|safe_contact|receipt_key");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** What each service adds up as it goes. The folder says by itself that measures have moved. */
    private static final Map<Part, List<String>> ADDED_UP = Map.of(
            Part.ALLOCATION,
            List.of("update team_load l set held = (select count(*) from family_place p"
                    + " where p.council = l.council and p.team_code = l.team_code and p.state = 'HELD')"),
            Part.SPECIALIST,
            List.of(
                    "update practitioner p set held = (select count(*) from specialist_request r where r.council = p.council"
                            + " and r.practitioner_id = p.practitioner_id and r.state in ('ASSIGNED', 'ACCEPTED'))"),
            Part.OUTCOMES,
            List.of(
                    "insert into figure_total (council, scope_code, measure_code, day, value, said_value, knowledge_sequence)"
                            + " select council, scope_code, measure_code, day, sum(amount), sum(amount), max(knowledge_sequence)"
                            + " from folded_delta group by 1, 2, 3, 4"
                            + " on conflict (council, scope_code, measure_code, day) do update set value = excluded.value",
                    "update figure_knowledge k set delta_count = (select count(*) from folded_delta d where d.council = k.council"
                            + " and d.knowledge_sequence = k.knowledge_sequence)",
                    "select setval(pg_get_serial_sequence('unfolded_delta', 'delta_id'),"
                            + " (select greatest(max(delta_id), 1) from folded_delta))"));

    private static final int CHUNK = 1 << 16;

    /** As many as are referred in the year of Lancashire that {@code load --year} plays. */
    private static final int FAMILIES_A_YEAR = 4_404;

    private static final int DAYS_A_YEAR = 365;

    private final Map<Part, Connection> owners = new LinkedHashMap<>();
    private final Map<Part, Map<String, Table>> tables = new LinkedHashMap<>();
    private final Set<String> staff = new HashSet<>();
    private final Consumer<String> say;
    private int copied;

    private BigCounty(Consumer<String> say) {
        this.say = say;
    }

    /** A table's columns, the rows that belong to families, and how each is copied. */
    private record Table(List<String> columns, List<List<String>> rows) {}

    /** Reads the families there are; all copies are made of these. */
    static BigCounty ofWhatIsThere(Ports ports, Consumer<String> say) {
        var county = new BigCounty(say);
        try {
            county.open(ports);
            county.read();
            return county;
        } catch (SQLException e) {
            county.close();
            throw failed(e);
        } catch (IOException e) {
            county.close();
            throw new UncheckedIOException(e);
        }
    }

    private static Obstacle failed(SQLException e) {
        return new Obstacle(
                "The county could not be made: " + e.getMessage(), "See the PostgreSQL of the measured Kith", e);
    }

    /** Copies them until there are so many. Each copy of a family differs from every other. */
    void growTo(int size) {
        try {
            int families = table(Part.REFERRAL, "family").rows().size();
            int there = (int) number(Part.REFERRAL, "select count(*) from family");
            int copies = Math.ceilDiv(Math.max(0, size - there), families);
            say.accept(String.format(
                    Locale.ROOT, "%,d families that went the road are copied %,d times", families, copies));
            write(copied + 1, copies);
            copied += copies;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void open(Ports ports) throws SQLException {
        for (var part : Databases.SERVICES) {
            var name = part.database();
            var owner = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + name + "?ApplicationName=bench",
                    name + "_owner",
                    "kith");
            owners.put(part, owner);
        }
    }

    private Table table(Part part, String name) {
        var table = tables.getOrDefault(part, Map.of()).get(name);
        if (table == null) {
            throw new Obstacle(part.configuration() + " has no table " + name, "The bench is older than its tables");
        }
        return table;
    }

    /**
     * Reads all rows, and keeps those of families: whoever shares an id with a family, and is no worker, belongs to it. What a vault
     * holds is sealed for one family: the copy of a protected address can be shown to nobody, and nobody here asks for it.
     */
    private void read() throws SQLException, IOException {
        for (var part : owners.keySet()) {
            var all = new LinkedHashMap<String, Table>();
            for (var name : names(part)) {
                var columns = columns(part, name);
                var rows = rows(part, name, columns);
                if (OF_STAFF.contains(name)) {
                    rows.forEach(row -> row.forEach(field -> staff.addAll(ids(field))));
                } else {
                    all.put(name, new Table(columns, rows));
                }
            }
            tables.put(part, all);
        }
        var family = table(Part.REFERRAL, "family");
        int id = family.columns().indexOf("id");
        var families = connected(family.rows().stream().map(row -> row.get(id)).collect(Collectors.toSet()));
        if (families.isEmpty()) {
            throw new Obstacle("There are no families to copy", "Let some go the road first");
        }
        tables.values()
                .forEach(ofPart -> ofPart.values()
                        .forEach(table -> table.rows().removeIf(row -> !isOfAFamily(table, row, families))));
    }

    /** These families and every id that stands in a row with one of them, or with such a one; workers connect nobody. */
    private Set<String> connected(Set<String> families) {
        var connected = new HashSet<>(families);
        int known;
        do {
            known = connected.size();
            tables.values()
                    .forEach(ofPart -> ofPart.values()
                            .forEach(table -> table.rows().stream()
                                    .filter(row -> isOfAFamily(table, row, connected))
                                    .forEach(row -> row.forEach(field -> connected.addAll(ids(field))))));
            connected.removeAll(staff);
        } while (connected.size() > known);
        return connected;
    }

    private static boolean isOfAFamily(Table table, List<String> row, Set<String> families) {
        int key = table.columns().indexOf("key");
        if (key >= 0 && table.columns().contains("part") && !families.contains(row.get(key))) {
            // a team's or a measure's stream, though a family's fact may have led to it
            return false;
        }
        return row.stream().anyMatch(field -> ids(field).stream().anyMatch(families::contains));
    }

    private static Set<String> ids(String field) {
        if (field.length() < 36) {
            return Set.of();
        }
        var found = new HashSet<String>();
        ID.matcher(field).results().forEach(id -> found.add(id.group()));
        return found;
    }

    private List<String> names(Part part) throws SQLException {
        var names = new ArrayList<String>();
        try (var sql = owner(part).createStatement();
                var row = sql.executeQuery("select relname from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind = 'r' order by relname")) {
            while (row.next()) {
                if (!LEFT_OUT.matcher(row.getString(1)).matches()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private List<String> columns(Part part, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var sql = owner(part).createStatement();
                var row = sql.executeQuery("select attname from pg_attribute where attrelid = '" + table
                        + "'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    private List<List<String>> rows(Part part, String table, List<String> columns) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream();
        copier(part).copyOut("copy (select " + String.join(", ", columns) + " from " + table + ") to stdout", bytes);
        var rows = new ArrayList<List<String>>();
        bytes.toString(StandardCharsets.UTF_8).lines().forEach(line -> rows.add(List.of(line.split("\t", -1))));
        return rows;
    }

    private CopyManager copier(Part part) throws SQLException {
        return owner(part).unwrap(PGConnection.class).getCopyAPI();
    }

    private Connection owner(Part part) {
        var owner = owners.get(part);
        if (owner == null) {
            throw new IllegalArgumentException(part + " is not copied");
        }
        return owner;
    }

    private void write(int first, int copies) throws SQLException {
        int families = table(Part.REFERRAL, "family").rows().size();
        int daysApart = Math.ceilDiv(families * DAYS_A_YEAR, FAMILIES_A_YEAR);
        var copy = new CopiedRow(familyNames(), givenNames(), staff, first, daysApart);
        for (var part : owners.keySet()) {
            long rows = 0;
            owner(part).setAutoCommit(false);
            // it waits for the others below
            run(part, "set local idle_in_transaction_session_timeout = 0");
            for (var entry : tables.getOrDefault(part, Map.of()).entrySet()) {
                rows += write(part, entry.getKey(), entry.getValue(), copy, first, copies);
            }
            for (var statement : ADDED_UP.getOrDefault(part, List.of())) {
                run(part, statement);
            }
            say.accept(String.format(Locale.ROOT, "%s: %,d rows", part.configuration(), rows));
        }
        // all at once: a reconciler that saw one service's half would have the rest sent, and heard beside these
        for (var part : owners.keySet()) {
            owner(part).commit();
        }
        for (var part : owners.keySet()) {
            owner(part).setAutoCommit(true);
            run(part, "vacuum (analyze)");
        }
    }

    private void run(Part part, String statement) throws SQLException {
        try (var sql = owner(part).createStatement()) {
            sql.execute(statement);
        }
    }

    private long write(Part part, String name, Table table, CopiedRow copy, int first, int copies) throws SQLException {
        if (table.rows().isEmpty()) {
            return 0;
        }
        var into = copier(part).copyIn("copy " + name + " (" + String.join(", ", table.columns()) + ") from stdin");
        var text = new StringBuilder(CHUNK + 4_096);
        for (int number = first; number < first + copies; number++) {
            for (var row : table.rows()) {
                copy.write(name, table.columns(), row, number, text);
                if (text.length() > CHUNK) {
                    send(text, into);
                }
            }
        }
        send(text, into);
        return into.endCopy();
    }

    private static void send(StringBuilder text, CopyIn into) throws SQLException {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        into.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    /** The parts of the double names there are, each known to the search already. */
    private List<String> familyNames() {
        var person = table(Part.REFERRAL, "person");
        int column = person.columns().indexOf("family_name");
        var names = new TreeSet<String>();
        person.rows().forEach(row -> names.addAll(List.of(row.get(column).split("-", -1))));
        names.remove(CopiedRow.MARK);
        return List.copyOf(names);
    }

    private List<String> givenNames() {
        var person = table(Part.REFERRAL, "person");
        int column = person.columns().indexOf("given_name");
        var names = new TreeSet<String>();
        person.rows().forEach(row -> names.add(row.get(column)));
        return List.copyOf(names);
    }

    private long number(Part part, String query) throws SQLException {
        try (var sql = owner(part).createStatement();
                var row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        owners.values().forEach(owner -> {
            try {
                owner.close();
            } catch (SQLException gone) {
                // the server went first
            }
        });
    }
}
