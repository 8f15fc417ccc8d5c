package org.kith.outcomes.journeys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.outbox.Cause;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Families' times with the service as they are known now, and what was said of their ends. */
@Repository
class Journeys {

    private record Kept(
            FamilyId family,
            Journey journey,
            @Nullable Instant saidClosedAt,
            @Nullable String saidReason) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ApplicationEventPublisher events;

    Journeys(JdbcClient jdbc, JdbcTemplate batches, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.events = events;
    }

    @EventListener
    @Order(1)
    void on(FamiliesRetold retold) {
        var kept = kept(retold);
        var gone = new HashMap<>(kept);
        var changed = new ArrayList<Kept>();
        for (var history : retold.histories()) {
            for (var journey : history.journeys()) {
                var before = gone.remove(journey.id());
                var after = told(history.family(), journey, before, retold.causeFor(history));
                if (!after.equals(before)) {
                    changed.add(after);
                }
            }
        }
        remove(gone);
        write(changed);
    }

    /** Announces an end that was not said yet, or not so. */
    private Kept told(FamilyId family, Journey told, @Nullable Kept before, Optional<Cause> cause) {
        // which fact says so is not kept here: the history knows it
        var journey = new Journey(
                told.id(),
                told.openedAt(),
                told.allocatedAt(),
                told.teamCode(),
                told.firstHelpAt(),
                null,
                told.closedAt(),
                told.reasonCode());
        var saidAt = before == null ? null : before.saidClosedAt();
        var saidReason = before == null ? null : before.saidReason();
        if (journey.closedAt() == null || journey.reasonCode() == null) {
            return new Kept(family, journey, saidAt, saidReason);
        }
        if (!journey.closedAt().equals(saidAt) || !journey.reasonCode().equals(saidReason)) {
            say(
                    new JourneyClosed(
                            family,
                            journey.id(),
                            journey.teamCode(),
                            journey.reasonCode(),
                            journey.openedAt(),
                            journey.closedAt()),
                    cause);
        }
        return new Kept(family, journey, journey.closedAt(), journey.reasonCode());
    }

    /** The fact that ends a journey carries on what led to it, though it is told after the whole batch was heard. */
    private void say(JourneyClosed closed, Optional<Cause> cause) {
        if (cause.isEmpty()) {
            events.publishEvent(closed);
        } else {
            Cause.in(cause.get(), () -> {
                events.publishEvent(closed);
                return true;
            });
        }
    }

    private Map<JourneyId, Kept> kept(FamiliesRetold retold) {
        var families = retold.histories().stream()
                .map(history -> history.family().value().toString())
                .collect(Collectors.joining(",", "{", "}"));
        var kept = new HashMap<JourneyId, Kept>();
        jdbc.sql("select * from journey where council = :council and family_id = any(cast(:families as uuid[]))")
                .param("council", Council.current().value())
                .param("families", families)
                .query(row -> {
                    var found = new Kept(
                            new FamilyId(row.getObject("family_id", UUID.class)),
                            new Journey(
                                    new JourneyId(row.getObject("journey_id", UUID.class)),
                                    row.getObject("opened_at", OffsetDateTime.class)
                                            .toInstant(),
                                    moment(row, "allocated_at"),
                                    row.getString("team_code"),
                                    moment(row, "first_help_at"),
                                    null,
                                    moment(row, "closed_at"),
                                    row.getString("reason_code")),
                            moment(row, "said_closed_at"),
                            row.getString("said_reason_code"));
                    kept.put(found.journey().id(), found);
                });
        return kept;
    }

    private void remove(Map<JourneyId, Kept> gone) {
        if (!gone.isEmpty()) {
            jdbc.sql("delete from journey where council = :council and journey_id = any(cast(:ids as uuid[]))")
                    .param("council", Council.current().value())
                    .param(
                            "ids",
                            gone.keySet().stream()
                                    .map(id -> id.value().toString())
                                    .collect(Collectors.joining(",", "{", "}")))
                    .update();
        }
    }

    private void write(List<Kept> changed) {
        var council = Council.current().value();
        // a batch goes as one statement, which may name a row once: what two families say of one journey, the later
        // says
        var latest = new LinkedHashMap<JourneyId, Kept>();
        changed.forEach(kept -> latest.put(kept.journey().id(), kept));
        batches.batchUpdate("""
                insert into journey (council, journey_id, family_id, opened_at, allocated_at, team_code, first_help_at, closed_at,
                       reason_code, said_closed_at, said_reason_code)
                values (?, ?, ?, cast(? as timestamptz), cast(? as timestamptz), ?, cast(? as timestamptz),
                       cast(? as timestamptz), ?, cast(? as timestamptz), ?)
                on conflict (council, journey_id) do update
                   set family_id = excluded.family_id, opened_at = excluded.opened_at, allocated_at = excluded.allocated_at,
                       team_code = excluded.team_code, first_help_at = excluded.first_help_at,
                       closed_at = excluded.closed_at, reason_code = excluded.reason_code,
                       said_closed_at = excluded.said_closed_at, said_reason_code = excluded.said_reason_code
                """, List.copyOf(latest.values()), 500, (row, kept) -> {
            var journey = kept.journey();
            row.setString(1, council);
            row.setObject(2, journey.id().value());
            row.setObject(3, kept.family().value());
            row.setString(4, journey.openedAt().toString());
            row.setString(5, text(journey.allocatedAt()));
            row.setString(6, journey.teamCode());
            row.setString(7, text(journey.firstHelpAt()));
            row.setString(8, text(journey.closedAt()));
            row.setString(9, journey.reasonCode());
            row.setString(10, text(kept.saidClosedAt()));
            row.setString(11, kept.saidReason());
        });
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
