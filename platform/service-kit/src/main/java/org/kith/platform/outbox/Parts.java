package org.kith.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The 32 parts that streams are spread over, fixed for ever: a part is what one relay holds, and what a partition is made of. */
public final class Parts {

    public static final int COUNT = 32;

    private Parts() {}

    /** The part a stream belongs to. */
    public static int of(String council, String key) {
        var sum = new CRC32();
        sum.update((council + "/" + key).getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() % COUNT);
    }
}
