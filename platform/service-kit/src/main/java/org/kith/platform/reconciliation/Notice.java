package org.kith.platform.reconciliation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reconcilers tell each other on the positions topic. Ids, codes and counts only. */
public sealed interface Notice {

    /** Where it stays on the compacted topic until the next of its kind. */
    String key();

    /**
     * Whether a notice of this key is an answer to another publisher alone, so that it need not be read here. A key that is none of
     * ours is for everybody, since somebody has to say so.
     */
    static boolean isForOthers(String key, String service) {
        var words = key.split("/", 5);
        return switch (words[0]) {
            case "heard" -> words.length > 2 && !words[2].equals(service);
            case "missing" -> words.length > 3 && !words[3].equals(service);
            default -> false;
        };
    }

    /**
     * A publisher says how far its streams have come, one number for each hour in which they last changed.
     *
     * @param at when it was counted; only facts from before are missed
     * @param recentFrom hours since 1970; older streams are counted together as hour -1
     * @param whole whether older streams are counted at all; a publisher of an older release does not say, and counts them
     */
    record Heads(
            String publisher,
            String topic,
            int part,
            Instant at,
            long recentFrom,
            @Nullable Boolean whole,
            List<Bucket> buckets)
            implements Notice {

        public boolean countsOlder() {
            return !Boolean.FALSE.equals(whole);
        }

        @Override
        public String key() {
            return "heads/%s/%s/%d".formatted(publisher, topic, part);
        }
    }

    /** Streams that last changed in one hour: how many, how far in all, and a number that hardly any other set has. */
    record Bucket(long hour, long streams, long facts, long digest) {}

    /**
     * A consumer whose count differs says how far it has heard, stream by stream, in the hours that differ.
     *
     * @param at the publisher's count this answers
     * @param after streams up to this one are on the pages before; absent on the first
     * @param upTo streams beyond this one are on the pages after; absent on the last
     */
    record Heard(
            String consumer,
            String publisher,
            String topic,
            int part,
            int page,
            Instant at,
            long recentFrom,
            List<Long> hours,
            @Nullable String after,
            @Nullable String upTo,
            List<Position> positions)
            implements Notice {

        @Override
        public String key() {
            return "heard/%s/%s/%s/%d/%d".formatted(consumer, publisher, topic, part, page);
        }
    }

    /**
     * How far one stream was heard.
     *
     * @param sequence the last fact that has arrived, applied or parked
     * @param applied the last fact that had its effect; an older consumer does not say
     */
    record Position(
            String council,
            String key,
            long sequence,
            @Nullable Long applied) {}

    /** A consumer misses facts in the middle of a stream. */
    record Missing(String consumer, String council, String publisher, String stream, int part, long from, long to)
            implements Notice {

        @Override
        public String key() {
            return "missing/%s/%s/%s/%s/%d".formatted(consumer, council, publisher, stream, from);
        }
    }
}
