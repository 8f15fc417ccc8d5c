package org.kith.identity.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts, in the issuer's own database. */
@Repository
public class Accounts {

    private static final String COLUMNS = "account_id, username, display_name, council, kind, disabled_at";

    private final JdbcClient sql;

    Accounts(JdbcClient sql) {
        this.sql = sql;
    }

    public Optional<Account> withId(UUID accountId) {
        return sql.sql("select " + COLUMNS + " from account where account_id = :id")
                .param("id", accountId)
                .query(Accounts::account)
                .optional();
    }

    public Optional<Account> withUsername(String username) {
        return sql.sql("select " + COLUMNS + " from account where lower(username) = lower(:username)")
                .param("username", username)
                .query(Accounts::account)
                .optional();
    }

    /** The one-way hash of somebody's password; empty if there is no such account. */
    public Optional<String> passwordOf(UUID accountId) {
        return sql.sql("select password from account where account_id = :id")
                .param("id", accountId)
                .query(String.class)
                .optional();
    }

    void add(Account account, String password, Instant at) {
        sql.sql("""
                insert into account (account_id, username, password, display_name, council, kind, made_at, changed_at)
                values (:id, :username, :password, :displayName, :council, :kind, :at, :at)
                """)
                .param("id", account.accountId())
                .param("username", account.username())
                .param("password", password)
                .param("displayName", account.displayName())
                .param("council", account.council())
                .param("kind", account.kind())
                .param("at", Timestamp.from(at))
                .update();
    }

    void change(Account account, String password, Instant at) {
        sql.sql("""
                update account set username = :username, password = :password, display_name = :displayName,
                    council = :council, kind = :kind, changed_at = :at
                where account_id = :id
                """)
                .param("id", account.accountId())
                .param("username", account.username())
                .param("password", password)
                .param("displayName", account.displayName())
                .param("council", account.council())
                .param("kind", account.kind())
                .param("at", Timestamp.from(at))
                .update();
    }

    void disable(UUID accountId, Instant at) {
        sql.sql("update account set disabled_at = coalesce(disabled_at, :at), changed_at = :at where account_id = :id")
                .param("id", accountId)
                .param("at", Timestamp.from(at))
                .update();
    }

    void enable(UUID accountId, Instant at) {
        sql.sql("update account set disabled_at = null, changed_at = :at where account_id = :id")
                .param("id", accountId)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getObject("account_id", UUID.class),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("council"),
                row.getString("kind"),
                row.getTimestamp("disabled_at") != null);
    }
}
