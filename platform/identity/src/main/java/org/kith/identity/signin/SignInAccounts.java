package org.kith.identity.signin;

import org.kith.identity.accounts.Accounts;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Finds the account behind a typed name. From then on it goes by its id, so that no token or row carries the name. */
@Component
class SignInAccounts implements UserDetailsService {

    private final Accounts accounts;

    SignInAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        // absent and disabled look and take the same
        var account = accounts.withUsername(username)
                .filter(found -> !found.disabled())
                .orElseThrow(SignInAccounts::nobody);
        return User.withUsername(account.accountId().toString())
                .password(accounts.passwordOf(account.accountId()).orElseThrow(SignInAccounts::nobody))
                .roles("SIGNED_IN")
                .build();
    }

    private static UsernameNotFoundException nobody() {
        return new UsernameNotFoundException("No such account may sign in");
    }
}
