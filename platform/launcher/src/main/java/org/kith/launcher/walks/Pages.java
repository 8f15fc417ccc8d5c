package org.kith.launcher.walks;

import java.util.regex.Pattern;

/** What pages are called in a table: their addresses without what is different for each family. */
final class Pages {

    private static final Pattern OF_ONE =
            Pattern.compile("(?<=/)([0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{20,}|T[0-9]{2}|[A-Z]+(_[A-Z]+)+)(?=/|$)");

    private Pages() {}

    static String pattern(String address) {
        return OF_ONE.matcher(address.replaceFirst("[?].*$", "")).replaceAll("…");
    }

    /** The name of a file with its picture. */
    static String name(String address) {
        var name = pattern(address)
                .replace("…", "one")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "start" : name;
    }
}
