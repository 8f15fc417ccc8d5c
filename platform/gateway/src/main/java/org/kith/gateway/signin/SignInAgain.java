package org.kith.gateway.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.CookieRequestCache;

/** Sends somebody whose sign-in has ended to sign in again, and remembers what they were doing. */
public final class SignInAgain {

    private SignInAgain() {}

    /** Where to go; what was asked for or typed waits in the session. */
    public static String at(HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        }
        if ("GET".equals(request.getMethod())) {
            new CookieRequestCache().saveRequest(request, response);
        } else {
            KeptForm.keep(request);
        }
        return Doors.SIGN_IN;
    }
}
