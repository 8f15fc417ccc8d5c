package org.kith.identity.accounts;

import java.time.Clock;
import java.util.Objects;
import org.kith.platform.refusal.Refusal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes an account, or brings one up to date. A disabled account stays disabled. */
@Service
public class MakeAccountHandler {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final TransactionTemplate transaction;

    MakeAccountHandler(
            Accounts accounts, PasswordEncoder passwords, Clock clock, PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Does it, and says what the account is now. A hash takes long on purpose, so it is made before a connection is taken: a few
     * accounts at once would otherwise hold all of them, and nobody could sign in.
     */
    public Account handle(MakeAccount command) {
        String hash = sameOrNew(command);
        return Objects.requireNonNull(transaction.execute(begun -> keep(command, hash)));
    }

    private Account keep(MakeAccount command, String hash) {
        var holder = accounts.withUsername(command.username());
        if (holder.isPresent() && !holder.get().accountId().equals(command.accountId())) {
            throw new Refusal("username-taken", "Another account has this user name", "Choose another user name");
        }
        var account = new Account(
                command.accountId(),
                command.username(),
                command.displayName(),
                command.council(),
                command.kind(),
                false);
        if (accounts.withId(command.accountId()).isEmpty()) {
            accounts.add(account, hash, clock.instant());
        } else {
            accounts.change(account, hash, clock.instant());
        }
        return accounts.withId(command.accountId()).orElseThrow();
    }

    private String sameOrNew(MakeAccount command) {
        return accounts.passwordOf(command.accountId())
                .filter(kept -> passwords.matches(command.password(), kept))
                .orElseGet(() -> hash(command.password()));
    }

    private String hash(String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("A password has no hash");
        }
        return hash;
    }
}
