package org.kith.platform.security;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.regex.Pattern;
import org.kith.platform.infrastructure.ServiceDatabase;

/** How PostgreSQL goes about a statement of the application, under row level security, whatever is bound to it. */
final class Plans {

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    private Plans() {}

    /** The generic plan; prepared and explained by name, since a driver that binds what is explained breaks its connection. */
    static String as(ServiceDatabase database, String statement) {
        var place = new int[1];
        var numbered = PARAMETER.matcher(statement).replaceAll(parameter -> "\\$" + ++place[0]);
        var plan = new StringBuilder();
        try (var connection = DriverManager.getConnection(database.url(), database.app(), database.password());
                var sql = connection.createStatement()) {
            sql.execute("set plan_cache_mode = force_generic_plan");
            sql.execute("set kith.council = 'E10000017'");
            sql.execute("prepare looked_at as " + numbered);
            var nothing = String.join(", ", Collections.nCopies(place[0], "null"));
            try (var row = sql.executeQuery("explain execute looked_at (" + nothing + ")")) {
                while (row.next()) {
                    plan.append(row.getString(1)).append('\n');
                }
            }
        } catch (SQLException e) {
            throw new AssertionError("PostgreSQL does not plan " + numbered, e);
        }
        return plan.toString();
    }
}
