package org.kith.referral.referrals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.council.Asked;
import org.kith.platform.council.Council;
import org.kith.platform.council.Statements;
import org.kith.referral.households.FamilyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads referrals. */
@Component
@Transactional(readOnly = true)
public class ReferralBook {

    static final String WAITING = """
            select id, reference, family_id, received_at, decision_due_at, immediate_danger, source_code, children, worries
            from referral where council = ? and decided_at is null
            order by immediate_danger desc, decision_due_at, id offset ? limit ?
            """;

    static final String ONE = "select * from referral where council = ? and id = ?";

    private final JdbcClient jdbc;
    private final Statements statements;
    private final Referrals referrals;

    ReferralBook(JdbcClient jdbc, Statements statements, Referrals referrals) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.referrals = referrals;
    }

    /** The undecided ones: danger first, then by the clock that runs out first. */
    public List<WaitingReferral> waiting(int offset, int limit) {
        return jdbc.sql(WAITING)
                .param(Council.current().value())
                .param(offset)
                .param(limit)
                .query((row, n) -> new WaitingReferral(
                        new ReferralId(row.getObject("id", UUID.class)),
                        row.getString("reference"),
                        new FamilyId(row.getObject("family_id", UUID.class)),
                        row.getTimestamp("received_at").toInstant(),
                        row.getTimestamp("decision_due_at").toInstant(),
                        row.getBoolean("immediate_danger"),
                        row.getString("source_code"),
                        row.getInt("children"),
                        List.of(row.getString("worries").split(" ", -1))))
                .list();
    }

    /** How many are undecided. */
    public long countWaiting() {
        return jdbc.sql("select count(*) from referral where council = ? and decided_at is null")
                .param(Council.current().value())
                .query(Long.class)
                .single();
    }

    /** One referral; empty if there is none. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ReferralRecord> find(ReferralId id) {
        return ask(id).first();
    }

    /** One referral, asked with the next round trip. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Asked<ReferralRecord> ask(ReferralId id) {
        return statements.ask(ONE, ReferralBook::referral, Council.current().value(), id.value());
    }

    /** The family that each of these referrals is held to be about; one that is not there is left out. */
    public Map<UUID, UUID> familiesOf(Collection<UUID> referralIds) {
        var families = new HashMap<UUID, UUID>();
        jdbc.sql("select id, family_id from referral where council = ? and id = any(?)")
                .param(Council.current().value())
                .param(referralIds.toArray(UUID[]::new))
                .query(row -> {
                    families.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                });
        return families;
    }

    /** Every referral about these families, newest first. */
    public List<ReferralRecord> about(Collection<FamilyId> families) {
        if (families.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                select * from referral where council = :council and family_id in (:families)
                order by received_at desc, id desc
                """)
                .param("council", Council.current().value())
                .param("families", families.stream().map(FamilyId::value).toList())
                .query(ReferralBook::referral)
                .list();
    }

    /** The families that the referrals received under this one are held to be about. */
    public List<FamilyId> proposedFor(FamilyId provisional) {
        return jdbc.sql("select distinct family_id from referral where council = ? and provisional_family_id = ?")
                .param(Council.current().value())
                .param(provisional.value())
                .query((row, n) -> new FamilyId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Whose receipt a token opens. */
    public Optional<Receipt> openedBy(ReceiptToken token) {
        return referrals.findByReceiptToken(token.value()).map(referral -> referral.receipt(false));
    }

    /** Whose reference was read out. */
    public Optional<Receipt> called(Reference reference) {
        return referrals.findByReference(reference.value()).map(referral -> referral.receipt(false));
    }

    /** Whom to tell of the decision about a referral; empty where no e-mail address was given. */
    public Optional<ReferrerToTell> toTell(ReferralId id) {
        return jdbc.sql("""
                select referrer_email, reference, receipt_token from referral
                where council = ? and id = ? and decided_at is not null and referrer_email <> ''
                """)
                .param(Council.current().value())
                .param(id.value())
                .query((row, n) -> new ReferrerToTell(
                        row.getString("referrer_email"),
                        new Reference(row.getString("reference")),
                        new ReceiptToken(row.getString("receipt_token"))))
                .optional();
    }

    private static ReferralRecord referral(ResultSet row, int n) throws SQLException {
        return new ReferralRecord(
                new ReferralId(row.getObject("id", UUID.class)),
                row.getString("reference"),
                new FamilyId(row.getObject("family_id", UUID.class)),
                new FamilyId(row.getObject("provisional_family_id", UUID.class)),
                MatchedBy.valueOf(row.getString("matched_by")),
                ReferralState.valueOf(row.getString("state")),
                new Referrer(
                        row.getString("referrer_name"),
                        row.getString("referrer_role"),
                        row.getString("referrer_organisation"),
                        row.getString("source_code"),
                        row.getString("referrer_telephone"),
                        row.getString("referrer_email")),
                List.of(row.getString("worries").split(" ", -1)),
                row.getString("what_was_seen"),
                row.getString("family_knows"),
                row.getBoolean("immediate_danger"),
                row.getInt("children"),
                row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("decision_due_at").toInstant(),
                instant(row.getTimestamp("looked_at")),
                row.getString("looked_at_by"),
                instant(row.getTimestamp("decided_at")),
                row.getString("decided_by"),
                row.getString("reason_code"),
                row.getString("service_code"),
                row.getObject("level_of_need", Integer.class),
                row.getString("reason"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
