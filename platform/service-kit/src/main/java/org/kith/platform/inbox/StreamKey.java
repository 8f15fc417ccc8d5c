package org.kith.platform.inbox;

import java.util.Comparator;

/** Names a stream: what one service says about one family, team or measure of one council. */
public record StreamKey(String council, String publisher, String key) implements Comparable<StreamKey> {

    private static final Comparator<StreamKey> ORDER = Comparator.comparing(StreamKey::council)
            .thenComparing(StreamKey::publisher)
            .thenComparing(StreamKey::key);

    @Override
    public int compareTo(StreamKey other) {
        return ORDER.compare(this, other);
    }
}
