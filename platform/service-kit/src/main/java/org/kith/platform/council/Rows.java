package org.kith.platform.council;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of one table that are written together. However many there are, the statement is one of two: for a single row, or for
 * all of them as an array for each column; so the database keeps its plan and a connection few statements.
 */
public final class Rows {

    private static final String WORKED_OUT = " = ";

    private final List<String> types;
    private final String one;
    private final String many;

    private Rows(List<String> types, String one, String many) {
        this.types = types;
        this.one = one;
        this.many = many;
    }

    /**
     * Rows of a table.
     *
     * @param columns name and type of each, such as {@code council text}; values are given in this order. A column that the
     *     database works out stands last, as {@code name = expression}, with what is given as {@code v.name}; what is given for
     *     that alone stands in brackets, such as {@code (said text)}
     */
    public static Rows into(String table, String... columns) {
        return into(table, "", List.of(columns));
    }

    /**
     * Rows that a statement reads where it says {@code {rows}}.
     *
     * @param types of the values of each, in the order of the columns that the statement gives names to
     */
    public static Rows in(String statement, String... types) {
        return new Rows(
                List.of(types),
                statement.replace("{rows}", one(List.of(types))),
                statement.replace("{rows}", many(List.of(types))));
    }

    private static String one(List<String> types) {
        return types.stream().map(type -> "?::" + type).collect(Collectors.joining(", ", "(values (", "))"));
    }

    private static String many(List<String> types) {
        return types.stream().map(type -> "?::" + type + "[]").collect(Collectors.joining(", ", "unnest(", ")"));
    }

    /**
     * Rows for which one statement is written differently from many.
     *
     * @param one the statement for a single row, with a parameter for each value
     * @param many the statement for several, with an array for each value, in the same order
     * @param types of the values
     */
    public static Rows with(String one, String many, String... types) {
        return new Rows(List.of(types), one, many);
    }

    /** The same as {@link #into}, where rows that are there already stay as they are. */
    public static Rows newOnesInto(String table, String... columns) {
        return into(table, " on conflict do nothing", List.of(columns));
    }

    private static Rows into(String table, String then, List<String> columns) {
        var workedOut =
                columns.stream().filter(column -> column.contains(WORKED_OUT)).toList();
        var given = columns.stream()
                .filter(column -> !column.contains(WORKED_OUT))
                .map(column -> column.replaceAll("[()]", "").split(" ", 2))
                .toList();
        var kept = columns.stream()
                .filter(column -> !column.contains(WORKED_OUT) && !column.startsWith("("))
                .map(column -> column.substring(0, column.indexOf(' ')))
                .toList();
        var types = given.stream().map(column -> column[1]).toList();
        var head = "insert into " + table + " ("
                + Stream.concat(
                                kept.stream(),
                                workedOut.stream().map(column -> column.substring(0, column.indexOf(WORKED_OUT))))
                        .collect(Collectors.joining(", "))
                + ") select "
                + Stream.concat(
                                kept.stream().map(name -> "v." + name),
                                workedOut.stream()
                                        .map(column ->
                                                column.substring(column.indexOf(WORKED_OUT) + WORKED_OUT.length())))
                        .collect(Collectors.joining(", "))
                + " from ";
        var tail = given.stream().map(column -> column[0]).collect(Collectors.joining(", ", " as v (", ")")) + then;
        return new Rows(types, head + one(types) + tail, head + many(types) + tail);
    }

    int width() {
        return types.size();
    }

    /** The statement for so many rows. */
    public String sql(int rows) {
        return rows == 1 ? one : many;
    }

    /** What is bound to that statement: the row itself, or an array for each column. */
    Object[] parameters(List<Object[]> rows) {
        if (rows.size() == 1) {
            return rows.getFirst();
        }
        return IntStream.range(0, types.size())
                .mapToObj(column -> new Column(
                        types.get(column), rows.stream().map(row -> row[column]).toArray()))
                .toArray();
    }

    /** All values of one column, for PostgreSQL an array of its type. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Column(String type, Object[] values) {

        @Override
        public String toString() {
            return "Column[" + type + ", " + values.length + " values]";
        }
    }
}
