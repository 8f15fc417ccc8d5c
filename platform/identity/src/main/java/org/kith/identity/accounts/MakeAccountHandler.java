package org.kith.identity.accounts;

import java.time.Clock;
import org.kith.platform.refusal.Refusal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes an account, or brings one up to date. A disabled account stays disabled. */
@Service
public class MakeAccountHandler {

    private final Accounts accounts;
    private final PasswordEncoder passwords;
    private final Clock clock;

    MakeAccountHandler(Accounts accounts, PasswordEncoder passwords, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Does it, and says what the account is now. */
    @Transactional
    public Account handle(MakeAccount command) {
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
            accounts.add(account, hash(command.password()), clock.instant());
        } else {
            accounts.change(account, sameOrNew(command), clock.instant());
        }
        return accounts.withId(command.accountId()).orElseThrow();
    }

    private String sameOrNew(MakeAccount command) {
        String kept = accounts.passwordOf(command.accountId());
        return passwords.matches(command.password(), kept) ? kept : hash(command.password());
    }

    private String hash(String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("A password has no hash");
        }
        return hash;
    }
}
