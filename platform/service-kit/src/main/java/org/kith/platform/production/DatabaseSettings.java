package org.kith.platform.production;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the database says of itself to the role that the service works as.
 *
 * @param settings its settings by name, times in milliseconds; what it does not tell is missing
 * @param queueCache how many numbers a session takes at once from the sequence that orders the queue
 */
record DatabaseSettings(Map<String, String> settings, long queueCache) {

    static final List<String> ASKED = List.of(
            "fsync",
            "full_page_writes",
            "synchronous_commit",
            "data_checksums",
            "max_prepared_transactions",
            "idle_in_transaction_session_timeout",
            "synchronous_standby_names",
            "data_sync_retry");

    private static final String CACHE =
            "select seqcache from pg_sequence where seqrelid = pg_get_serial_sequence('outbox_queue', 'id')::regclass";

    DatabaseSettings {
        settings = Map.copyOf(settings);
    }

    /** Asks the database. */
    static DatabaseSettings read(JdbcTemplate jdbc) {
        var settings = new HashMap<String, String>();
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            try (var query = connection.prepareStatement("select name, setting from pg_settings where name = any(?)")) {
                query.setArray(1, connection.createArrayOf("text", ASKED.toArray()));
                try (var row = query.executeQuery()) {
                    while (row.next()) {
                        settings.put(row.getString(1), row.getString(2));
                    }
                }
            }
            return true;
        });
        var cache = jdbc.query(CACHE, (row, number) -> row.getLong(1));
        return new DatabaseSettings(settings, cache.isEmpty() ? 0 : cache.getFirst());
    }

    boolean is(String name, String... values) {
        return Arrays.asList(values).contains(settings.get(name));
    }

    String said(String name) {
        var value = settings.get(name);
        return value == null ? "not told to this role" : value.isEmpty() ? "not set" : value;
    }
}
