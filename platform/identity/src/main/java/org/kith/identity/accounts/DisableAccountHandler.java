package org.kith.identity.accounts;

import java.time.Clock;
import org.kith.platform.refusal.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts somebody out at once: no sign-in and no further token; the last one they hold ends within its minute. */
@Service
public class DisableAccountHandler {

    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DisableAccountHandler(Accounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** Does it, and says what the account is now. */
    @Transactional
    public Account handle(DisableAccount command) {
        var account = accounts.withId(command.accountId()).orElseThrow(Refusal::notFound);
        if (command.out()) {
            accounts.disable(account.accountId(), clock.instant());
            events.publishEvent(new AccountDisabled(account.accountId()));
        } else {
            accounts.enable(account.accountId(), clock.instant());
        }
        return accounts.withId(command.accountId()).orElseThrow();
    }
}
