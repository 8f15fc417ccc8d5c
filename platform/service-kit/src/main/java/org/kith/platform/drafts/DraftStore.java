package org.kith.platform.drafts;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.refusal.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps drafts in the service's own database; one past its day is gone for everybody before the sweep takes the row. */
class DraftStore {

    /** Long enough for a holiday. */
    static final Duration KEPT_FOR_AN_ACCOUNT = Duration.ofDays(28);

    /** Long enough for a week of lessons; a link may be read by whoever holds the phone. */
    static final Duration KEPT_FOR_A_LINK = Duration.ofDays(7);

    private static final int MOST_OF_ONE_OWNER = 100;
    private static final int TOKEN_BYTES = 16;
    private static final TypeReference<Map<String, List<String>>> FIELDS = new TypeReference<>() {};
    private static final String COLUMNS =
            "select id, form, about, version, fields, started_at, changed_at, gone_at from draft";

    private final JdbcClient jdbc;
    private final CouncilWork work;
    private final DraftSeal seal;
    private final JsonMapper json;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    DraftStore(JdbcClient jdbc, CouncilWork work, DraftSeal seal, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    /** Whose draft it is: an account's, or that of whoever holds the token. */
    record Holder(@Nullable String owner) {

        Duration keptFor() {
            return owner == null ? KEPT_FOR_A_LINK : KEPT_FOR_AN_ACCOUNT;
        }
    }

    KeptDraft begin(Holder holder, String form, @Nullable UUID about, Map<String, List<String>> fields) {
        return work.in(() -> {
            var now = clock.instant();
            if (holder.owner() != null && count(holder.owner()) >= MOST_OF_ONE_OWNER) {
                throw new Refusal(
                        "too-many-drafts",
                        "You have %d drafts already".formatted(MOST_OF_ONE_OWNER),
                        "Send or throw away one of them first");
            }
            var id = UuidCreator.getTimeOrderedEpoch();
            var token = holder.owner() == null ? newToken() : null;
            jdbc.sql("insert into draft_council (council) values (?) on conflict do nothing")
                    .param(council())
                    .update();
            jdbc.sql("""
                    insert into draft (council, id, form, about, owner, token_hash, version, fields, started_at, changed_at, gone_at)
                    values (:council, :id, :form, :about, :owner, :token, 1, :fields, :now, :now, :gone)
                    """)
                    .param("council", council())
                    .param("id", id)
                    .param("form", form)
                    .param("about", about, java.sql.Types.OTHER)
                    .param("owner", holder.owner(), java.sql.Types.VARCHAR)
                    .param("token", token == null ? null : hash(token), java.sql.Types.BINARY)
                    .param("fields", seal.close(id, json.writeValueAsBytes(fields)))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("gone", now.plus(holder.keptFor()).atOffset(ZoneOffset.UTC))
                    .update();
            return new KeptDraft(
                    token == null ? id.toString() : token,
                    form,
                    about,
                    1,
                    fields,
                    now,
                    now,
                    now.plus(holder.keptFor()));
        });
    }

    /**
     * The draft a key opens.
     *
     * @throws Refusal 404 if it opens none of this holder's
     */
    KeptDraft open(Holder holder, String key) {
        return work.in(() -> idOf(holder, key).flatMap(id -> read(id, key, "")).orElseThrow(Refusal::notFound));
    }

    /** Keeps all fields as they are now; the same fields again are no change, however often they are sent. */
    KeptDraft keep(Holder holder, String key, long version, Map<String, List<String>> fields) {
        return work.in(() -> {
            var id = idOf(holder, key).orElseThrow(Refusal::notFound);
            var kept = read(id, key, " for update").orElseThrow(Refusal::notFound);
            if (kept.fields().equals(fields)) {
                return kept;
            }
            if (kept.version() != version) {
                throw new Refusal(
                        "draft-changed",
                        "This draft was kept elsewhere after it was opened here",
                        "Open it again to see what was kept; what is typed here is still on this page");
            }
            var now = clock.instant();
            var gone = now.plus(holder.keptFor());
            jdbc.sql(
                            "update draft set version = version + 1, fields = ?, changed_at = ?, gone_at = ? where council = ? and id = ?")
                    .param(seal.close(id, json.writeValueAsBytes(fields)))
                    .param(now.atOffset(ZoneOffset.UTC))
                    .param(gone.atOffset(ZoneOffset.UTC))
                    .param(council())
                    .param(id)
                    .update();
            return new KeptDraft(key, kept.form(), kept.about(), version + 1, fields, kept.startedAt(), now, gone);
        });
    }

    void throwAway(Holder holder, String key) {
        work.in(() -> holder.owner() == null
                ? jdbc.sql("delete from draft where council = ? and token_hash = ?")
                        .param(council())
                        .param(hash(key))
                        .update()
                : jdbc.sql("delete from draft where council = ? and id = ? and owner = ?")
                        .param(council())
                        .param(uuid(key))
                        .param(holder.owner())
                        .update());
    }

    long count(String owner) {
        return work.in(() -> jdbc.sql("select count(*) from draft where council = ? and owner = ? and gone_at > ?")
                .param(council())
                .param(owner)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    /** An owner's drafts, newest first, with what each is about and without what was typed. */
    List<ListedDraft> page(String owner, DraftForms.Subjects subjects, int offset, int limit) {
        return work.in(() -> {
            var kept = jdbc.sql(COLUMNS + """
                             where council = ? and owner = ? and gone_at > ? order by changed_at desc, id desc offset ? limit ?
                            """)
                    .param(council())
                    .param(owner)
                    .param(clock.instant().atOffset(ZoneOffset.UTC))
                    .param(offset)
                    .param(limit)
                    .query((row, n) -> {
                        var id = row.getObject("id", UUID.class);
                        return read(
                                row,
                                id.toString(),
                                row.getObject("about") == null ? fields(id, row.getBytes("fields")) : Map.of());
                    })
                    .list();
            var about = kept.stream()
                    .flatMap(draft -> Stream.ofNullable(draft.about()))
                    .collect(Collectors.toSet());
            var families = about.isEmpty() ? Map.<UUID, UUID>of() : subjects.families(about);
            return kept.stream()
                    .map(draft -> draft.about() == null
                            ? ListedDraft.of(draft, null, subjects.called(draft.fields()))
                            : ListedDraft.of(draft, families.get(draft.about()), null))
                    .toList();
        });
    }

    /** Councils for which a draft was ever kept here. */
    List<String> councils() {
        return jdbc.sql("select council from draft_council order by council")
                .query((row, n) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** Takes away the current council's drafts whose day has passed. */
    int clear() {
        return work.in(() -> jdbc.sql("delete from draft where council = ? and gone_at <= ?")
                .param(council())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    private Optional<KeptDraft> read(UUID id, String key, String lock) {
        return jdbc.sql(COLUMNS + " where council = ? and id = ? and gone_at > ?" + lock)
                .param(council())
                .param(id)
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> read(row, key, fields(id, row.getBytes("fields"))))
                .optional();
    }

    private Optional<UUID> idOf(Holder holder, String key) {
        var found = holder.owner() == null
                ? jdbc.sql("select id from draft where council = ? and token_hash = ?")
                        .param(council())
                        .param(hash(key))
                : jdbc.sql("select id from draft where council = ? and id = ? and owner = ?")
                        .param(council())
                        .param(uuid(key))
                        .param(holder.owner());
        return found.query((row, n) -> row.getObject(1, UUID.class)).optional();
    }

    private Map<String, List<String>> fields(UUID id, byte[] kept) {
        return json.readValue(seal.open(id, kept), FIELDS);
    }

    private static KeptDraft read(ResultSet row, String key, Map<String, List<String>> fields) throws SQLException {
        return new KeptDraft(
                key,
                row.getString("form"),
                row.getObject("about", UUID.class),
                row.getLong("version"),
                fields,
                at(row, "started_at"),
                at(row, "changed_at"),
                at(row, "gone_at"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** Something that is no id opens nothing. */
    private static UUID uuid(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException noId) {
            throw Refusal.notFound();
        }
    }

    private String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static String council() {
        return Council.current().value();
    }
}
