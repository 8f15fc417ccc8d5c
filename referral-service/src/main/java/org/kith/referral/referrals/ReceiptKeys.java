package org.kith.referral.referrals;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.kith.platform.council.Asked;
import org.kith.platform.council.Council;
import org.kith.platform.council.Statements;
import org.kith.platform.refusal.Refusal;
import org.kith.referral.households.CouncilKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which referral a client's key stands for, for the referral's life. Of two at once with one key, the second waits for the first. */
@Component
class ReceiptKeys {

    private record Kept(String digest, UUID referralId) {

        boolean isFor(byte[] said) {
            return HexFormat.of().formatHex(said).equals(digest);
        }
    }

    private final JdbcClient jdbc;
    private final Statements statements;
    private final CouncilKeys keys;
    private final Clock clock;

    ReceiptKeys(JdbcClient jdbc, Statements statements, CouncilKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.keys = keys;
        this.clock = clock;
    }

    /** Claims the key for a new referral with the next round trip: its running number if the key was free, nothing if taken. */
    Asked<Long> claim(ReceiveReferral told) {
        return statements.ask(
                """
                insert into receipt_key (council, client, idempotency_key, digest, referral_id, kept_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                returning nextval('referral_number')
                """,
                (row, number) -> row.getLong(1),
                Council.current().value(),
                told.client(),
                told.idempotencyKey(),
                digest(told.canonicalBody()),
                told.id().value(),
                clock.instant());
    }

    /**
     * The referral the key stands for already.
     *
     * @throws Refusal 422 if something else was said under the key
     */
    UUID standsFor(ReceiveReferral told) {
        return kept(told.client(), told.idempotencyKey())
                .filter(kept -> kept.isFor(digest(told.canonicalBody())))
                .map(Kept::referralId)
                .orElseThrow(() -> Refusal.unprocessable(
                        "idempotency-key-reused",
                        "This Idempotency-Key was used before with another body",
                        "Send a new key with a new referral, and the same body with the same key"));
    }

    /** The referral for which this body was taken under this key; nothing if none was, or another body. */
    Optional<UUID> standsFor(String client, String key, String body) {
        return kept(client, key).filter(kept -> kept.isFor(digest(body))).map(Kept::referralId);
    }

    private Optional<Kept> kept(String client, String key) {
        return jdbc.sql(
                        "select encode(digest, 'hex') as digest, referral_id from receipt_key where council = ? and client = ? and idempotency_key = ?")
                .param(Council.current().value())
                .param(client)
                .param(key)
                .query(Kept.class)
                .optional();
    }

    /** SHA-256 of the body under the council's key: a plain hash of so much personal detail could be guessed at. */
    private byte[] digest(String body) {
        return CouncilKeys.hash(keys.keyFor("digest"), body);
    }
}
