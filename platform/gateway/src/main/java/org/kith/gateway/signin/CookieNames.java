package org.kith.gateway.signin;

/** What our cookies are called. Where there is TLS, a browser takes them from this host alone, and no other host can set them. */
final class CookieNames {

    private static final String THIS_HOST_ALONE = "__Host-";

    private CookieNames() {}

    static String session(boolean secure) {
        return of("KITH_SESSION", secure);
    }

    static String of(String name, boolean secure) {
        return secure ? THIS_HOST_ALONE + name : name;
    }
}
