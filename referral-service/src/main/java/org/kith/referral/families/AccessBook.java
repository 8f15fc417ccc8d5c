package org.kith.referral.families;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.referral.households.FamilyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was decided about who may see a family, when and why; decisions are only ever added. */
@Component
@Transactional
public class AccessBook {

    /** The ids that stand for a family: its own, and those that were joined into it. */
    private static final String OF_FAMILY =
            "(c.family_id = %1$s or c.family_id in (select absorbed_id from family_joined where survivor_id = %1$s))";

    private static final String LISTED =
            "(select family_id from restriction union select family_id from exclusion) as listed";

    /** The last decision about a family. */
    public record Last(String reason, String by, Instant at) {}

    /**
     * A family with a list.
     *
     * @param named how many may see it; absent if it is not restricted
     * @param kept how many are kept from it
     * @param decidedAt when its lists were last decided about; absent if they came by joining alone
     */
    public record Listed(
            UUID family,
            @Nullable Integer named,
            int kept,
            @Nullable Instant decidedAt) {}

    private final JdbcClient jdbc;

    AccessBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(ChangeAccess decided, Instant at) {
        jdbc.sql("insert into access_change (council, id, family_id, only_these, never, reason, changed_by, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        Council.current().value(),
                        UuidCreator.getTimeOrderedEpoch(),
                        decided.family().value(),
                        sorted(decided.lists().onlyThese()),
                        sorted(decided.lists().never()),
                        decided.reason(),
                        decided.by(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static UUID[] sorted(Set<UUID> workers) {
        return workers.stream().sorted().toArray(UUID[]::new);
    }

    /** The last decision about this family or one that was joined into it. */
    public Optional<Last> last(FamilyId family) {
        return jdbc.sql("select reason, changed_by, changed_at from access_change c where "
                        + OF_FAMILY.formatted(":family") + " order by changed_at desc limit 1")
                .param("family", family.value())
                .query((row, number) -> new Last(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** How many families have a list. */
    public long count() {
        return jdbc.sql("select count(*) from " + LISTED).query(Long.class).single();
    }

    /** Families with a list, the one longest not looked at first. */
    public List<Listed> listed(int offset, int limit) {
        return jdbc.sql("select listed.family_id,"
                        + " (select cardinality(only_these) from restriction r where r.family_id = listed.family_id),"
                        + " (select count(*) from exclusion e where e.family_id = listed.family_id),"
                        + " (select max(changed_at) from access_change c where "
                        + OF_FAMILY.formatted("listed.family_id") + ") as decided_at"
                        + " from " + LISTED + " order by decided_at nulls first, 1 offset ? limit ?")
                .params(offset, limit)
                .query((row, number) -> {
                    var at = row.getObject(4, OffsetDateTime.class);
                    return new Listed(
                            row.getObject(1, UUID.class),
                            row.getObject(2, Integer.class),
                            row.getInt(3),
                            at == null ? null : at.toInstant());
                })
                .list();
    }
}
