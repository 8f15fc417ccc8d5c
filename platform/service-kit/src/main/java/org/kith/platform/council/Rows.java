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

    /** The same, where rows that are there already stay as they are. */
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
        return new Rows(
                types,
                head
                        + types.stream().map(type -> "?::" + type).collect(Collectors.joining(", ", "(values (", "))"))
                        + tail,
                head
                        + types.stream()
                                .map(type -> "?::" + type + "[]")
                                .collect(Collectors.joining(", ", "unnest(", ")"))
                        + tail);
    }

    int width() {
        return types.size();
    }

    /** The statement for so many rows. */
    String sql(int rows) {
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
