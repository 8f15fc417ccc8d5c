package org.kith.platform.inbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.audit.Audit;
import org.kith.platform.council.Council;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where an operator asks a publisher which fact it told at a place of one of its streams, to know which of two that claim the place is
 * true. An id and a type, never a content.
 */
@RestController
class ToldDoor {

    /**
     * A place of a stream.
     *
     * @param eventId id of the fact; none if this service told none there
     * @param type its wire name
     */
    record Told(
            String key,
            long sequence,
            @Nullable String eventId,
            @Nullable String type) {}

    private final JdbcTemplate jdbc;
    private final Access access;
    private final Audit audit;

    ToldDoor(JdbcTemplate jdbc, Access access, Audit audit) {
        this.jdbc = jdbc;
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/operate/streams/told")
    Told told(@RequestParam String key, @RequestParam long sequence) {
        access.require(Act.OPERATE);
        audit.notes("fact-told.seen", key + "/" + sequence, family(key));
        return jdbc
                .query(
                        "select event_id::text, type from event_journal where council = ? and key = ? and seq = ?",
                        (row, number) -> new Told(key, sequence, row.getString(1), row.getString(2)),
                        Council.current().value(),
                        key,
                        sequence)
                .stream()
                .findFirst()
                .orElseGet(() -> new Told(key, sequence, null, null));
    }

    private static List<UUID> family(String key) {
        return ParkedStreamsDoor.family(key).stream().toList();
    }
}
