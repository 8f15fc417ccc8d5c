package org.kith.identity.people;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.identity.IdentitySettings;
import org.kith.identity.accounts.Account;
import org.kith.identity.accounts.Accounts;
import org.kith.identity.accounts.DisableAccount;
import org.kith.identity.accounts.DisableAccountHandler;
import org.kith.identity.accounts.MakeAccount;
import org.kith.identity.accounts.MakeAccountHandler;
import org.kith.platform.refusal.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people of one council in and puts them out. The operator's own accounts are no business of an administrator. */
@Service
public class PeopleAccounts {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final Duration LINK_LIFE = Duration.ofDays(3);
    private static final int TOKEN_BYTES = 16;
    private static final int PASSWORD_BYTES = 32;

    private final Accounts accounts;
    private final MakeAccountHandler makeAccount;
    private final DisableAccountHandler disableAccount;
    private final JdbcClient sql;
    private final Clock clock;
    private final URI issuer;
    private final SecureRandom random = new SecureRandom();

    PeopleAccounts(
            Accounts accounts,
            MakeAccountHandler makeAccount,
            DisableAccountHandler disableAccount,
            JdbcClient sql,
            Clock clock,
            IdentitySettings settings) {
        this.accounts = accounts;
        this.makeAccount = makeAccount;
        this.disableAccount = disableAccount;
        this.sql = sql;
        this.clock = clock;
        this.issuer = settings.issuer();
    }

    /** Makes an account nobody can sign in to yet, and the link by which its owner chooses a password. */
    @Transactional
    public OnceLink invite(UUID accountId, String username, String displayName, String council, String kind) {
        if (accounts.withId(accountId).isPresent()) {
            throw new Refusal(
                    "account-exists", "There is an account for this person already", "Make a new link for it");
        }
        makeAccount.handle(new MakeAccount(accountId, username, nobodyKnows(), displayName, council, kind));
        return link(accountId);
    }

    /** A new link for somebody who lost theirs or forgot their password; an older one ends. */
    @Transactional
    public OnceLink invite(UUID accountId, String council) {
        var account = theirs(accountId, council);
        if (account.disabled()) {
            throw new Refusal("account-disabled", "This person is out", "Let them in again first");
        }
        return link(accountId);
    }

    private OnceLink link(UUID accountId) {
        sql.sql("delete from first_sign_in where account_id = ?")
                .param(accountId)
                .update();
        var token = text(TOKEN_BYTES);
        var now = clock.instant();
        var ends = now.plus(LINK_LIFE);
        sql.sql("insert into first_sign_in (token_hash, account_id, made_at, ends_at) values (?, ?, ?, ?)")
                .param(hash(token))
                .param(accountId)
                .param(Timestamp.from(now))
                .param(Timestamp.from(ends))
                .update();
        return new OnceLink(URI.create(issuer + "/choose-password?once=" + token), ends);
    }

    /** Whose password a link sets; empty if it was used, has ended or never was. */
    @Transactional(readOnly = true)
    public Optional<Account> invitedBy(String token) {
        return sql.sql("select account_id from first_sign_in where token_hash = ? and ends_at > ?")
                .param(hash(token))
                .param(Timestamp.from(clock.instant()))
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional()
                .flatMap(accounts::withId)
                .filter(account -> !account.disabled());
    }

    /** Sets the password and uses the link up. */
    @Transactional
    public void choose(String token, String password) {
        var account = invitedBy(token).orElseThrow(Refusal::notFound);
        int used = sql.sql("delete from first_sign_in where token_hash = ?")
                .param(hash(token))
                .update();
        if (used == 0) {
            throw Refusal.notFound();
        }
        makeAccount.handle(new MakeAccount(
                account.accountId(),
                account.username(),
                password,
                account.displayName(),
                account.council(),
                account.kind()));
    }

    /** Puts somebody out: now, or on a day ahead. */
    @Transactional
    public PersonAccount leave(UUID accountId, String council, @Nullable LocalDate on) {
        theirs(accountId, council);
        boolean now = on == null || !on.isAfter(today());
        sql.sql("update account set leaves_on = ?::date where account_id = ?")
                .param(now ? null : on)
                .param(accountId)
                .update();
        if (now) {
            disableAccount.handle(new DisableAccount(accountId, true));
            sql.sql("delete from first_sign_in where account_id = ?")
                    .param(accountId)
                    .update();
        }
        return seen(List.of(accountId), council).getFirst();
    }

    /** Lets somebody in again, and forgets a day on which they were to leave. */
    @Transactional
    public PersonAccount comeBack(UUID accountId, String council) {
        theirs(accountId, council);
        sql.sql("update account set leaves_on = null where account_id = ?")
                .param(accountId)
                .update();
        disableAccount.handle(new DisableAccount(accountId, false));
        return seen(List.of(accountId), council).getFirst();
    }

    /** The accounts with these ids; ids without one in this council are left out. */
    @Transactional(readOnly = true)
    public List<PersonAccount> seen(Collection<UUID> accountIds, String council) {
        if (accountIds.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                select account_id, username, display_name, kind, disabled_at is not null, leaves_on,
                    exists (select from first_sign_in f where f.account_id = account.account_id and f.ends_at > :now)
                from account where council = :council and kind <> 'operator' and account_id in (:ids) order by account_id
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("council", council)
                .param("ids", accountIds)
                .query((row, n) -> new PersonAccount(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getObject(6, LocalDate.class),
                        row.getBoolean(7)))
                .list();
    }

    /** On the first day without sign-in the account is disabled, soon after midnight. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    @Transactional
    public void putOutWhoLeaves() {
        sql.sql("select account_id from account where leaves_on <= ? and disabled_at is null for update skip locked")
                .param(today())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .forEach(id -> disableAccount.handle(new DisableAccount(id, true)));
    }

    private Account theirs(UUID accountId, String council) {
        return accounts.withId(accountId)
                .filter(account ->
                        account.council().equals(council) && !account.kind().equals("operator"))
                .orElseThrow(Refusal::notFound);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ENGLAND);
    }

    private String nobodyKnows() {
        return text(PASSWORD_BYTES);
    }

    private String text(int bytes) {
        var some = new byte[bytes];
        random.nextBytes(some);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
