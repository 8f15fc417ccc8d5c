package org.kith.launcher.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** What the parts of one Kith know about each other and nobody else does: made once, kept in its folder, readable by this user only. */
public final class Secrets {

    private static final int BYTES = 24;

    private static final List<String> NAMES = List.of("gateway", "operator", "agencies", "audit");

    /** For people to type: short words, and digits enough that nobody guesses them. */
    private static final List<String> WORDS =
            List.of("otter", "heron", "badger", "curlew", "marten", "plover", "linnet", "dipper", "kestrel", "siskin");

    private static final int DIGITS = 10_000;

    private final Properties kept;

    private Secrets(Properties kept) {
        this.kept = kept;
    }

    /** Reads them, after making those that are missing. */
    public static synchronized Secrets of(KithHome home) {
        var file = home.folder().resolve("secrets.properties");
        var kept = new Properties();
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    kept.load(reader);
                }
            }
            if (makeMissing(kept)) {
                // the folder itself is this user's alone, so the file is too
                NoteFile.write(file, kept, "Made by ./kith up for this folder only");
            }
            return new Secrets(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean makeMissing(Properties kept) {
        var random = new SecureRandom();
        boolean made = false;
        for (var name : NAMES) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            made |= kept.putIfAbsent(name, HexFormat.of().formatHex(bytes)) == null;
        }
        var password = WORDS.get(random.nextInt(WORDS.size())) + "-" + WORDS.get(random.nextInt(WORDS.size())) + "-"
                + random.nextInt(DIGITS / 10, DIGITS);
        made |= kept.putIfAbsent("people", password) == null;
        return made;
    }

    /** What the gateway proves itself with at the issuer. */
    public String gateway() {
        return kept.getProperty("gateway");
    }

    /** What the operator proves itself with at the issuer. */
    public String operator() {
        return kept.getProperty("operator");
    }

    /** What the demo's agencies prove themselves with. */
    public String agencies() {
        return kept.getProperty("agencies");
    }

    /** What the checkpoints of the audit are signed with; the database never has it. */
    public String audit() {
        return kept.getProperty("audit");
    }

    /** The password of all made-up workers. */
    public String people() {
        return kept.getProperty("people");
    }
}
