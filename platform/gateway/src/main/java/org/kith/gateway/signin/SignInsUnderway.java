package org.kith.gateway.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Remembers a sign-in that is under way in a sealed cookie of the browser that began it, so that whoever only knocks leaves no row
 * behind. The seal is made with the gateway's own secret.
 */
class SignInsUnderway implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    /** Cookies go by the name of the machine, so the issuer beside us must not have one of the same name. */
    private static final String COOKIE = "KITH_SIGN_IN_BEGUN";

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final ObjectInputFilter ONLY_REQUESTS = ObjectInputFilter.Config.createFilter(
            "maxbytes=8192;maxdepth=12;org.springframework.security.oauth2.core.**;java.base/*;!*");

    private final SecretKeySpec key;
    private final String name;
    private final SecureRandom random = new SecureRandom();
    private final boolean secure;

    SignInsUnderway(String secret, boolean secure) {
        this.key = new SecretKeySpec(sha256("kith sign-ins under way: " + secret), "AES");
        this.name = CookieNames.of(COOKIE, secure);
        this.secure = secure;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This JDK has no SHA-256", impossible);
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        var begun = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst()
                .map(this::opened)
                .orElse(null);
        return begun != null && begun.getState() != null && begun.getState().equals(request.getParameter("state"))
                ? begun
                : null;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, begun == null ? cookie("", Duration.ZERO) : cookie(sealed(begun), LIFE));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var begun = loadAuthorizationRequest(request);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
        return begun;
    }

    private String cookie(String value, Duration life) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(life)
                .build()
                .toString();
    }

    private String sealed(OAuth2AuthorizationRequest begun) {
        try (var bytes = new ByteArrayOutputStream();
                var objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(begun);
            objects.flush();
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] closed = cipher.doFinal(bytes.toByteArray());
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(nonce.length + closed.length)
                            .put(nonce)
                            .put(closed)
                            .array());
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException("A sign-in could not be sealed", impossible);
        }
    }

    /** What was sealed; nothing if it was not sealed by us, so that only our own bytes are ever read as objects. */
    private @Nullable OAuth2AuthorizationRequest opened(String value) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(value);
            if (bytes.length <= NONCE_BYTES) {
                return null;
            }
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
            byte[] open = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            try (var objects = new ObjectInputStream(new ByteArrayInputStream(open))) {
                objects.setObjectInputFilter(ONLY_REQUESTS);
                return (OAuth2AuthorizationRequest) objects.readObject();
            }
        } catch (IOException | GeneralSecurityException | ClassNotFoundException | IllegalArgumentException notOurs) {
            return null;
        }
    }
}
