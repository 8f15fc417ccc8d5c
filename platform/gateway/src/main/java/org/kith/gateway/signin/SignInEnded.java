package org.kith.gateway.signin;

import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** Whoever was signed in must do so again: their day is over, or their account is closed. */
public final class SignInEnded extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public SignInEnded() {
        super("The sign-in has ended");
    }
}
