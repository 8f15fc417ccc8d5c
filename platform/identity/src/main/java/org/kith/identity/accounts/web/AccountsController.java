package org.kith.identity.accounts.web;

import java.util.UUID;
import org.kith.identity.accounts.Account;
import org.kith.identity.accounts.DisableAccount;
import org.kith.identity.accounts.DisableAccountHandler;
import org.kith.identity.accounts.MakeAccountHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes, disables and enables accounts, for tokens with the scope {@code operate}. */
@RestController
class AccountsController {

    private final MakeAccountHandler makeAccount;
    private final DisableAccountHandler disableAccount;

    AccountsController(MakeAccountHandler makeAccount, DisableAccountHandler disableAccount) {
        this.makeAccount = makeAccount;
        this.disableAccount = disableAccount;
    }

    @PostMapping("/accounts")
    Account make(@RequestBody AccountForm form) {
        return makeAccount.handle(form.checked());
    }

    @PostMapping("/accounts/{accountId}/disable")
    Account disable(@PathVariable UUID accountId) {
        return disableAccount.handle(new DisableAccount(accountId, true));
    }

    @PostMapping("/accounts/{accountId}/enable")
    Account enable(@PathVariable UUID accountId) {
        return disableAccount.handle(new DisableAccount(accountId, false));
    }
}
