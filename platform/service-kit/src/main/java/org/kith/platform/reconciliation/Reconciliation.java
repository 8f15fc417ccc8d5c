package org.kith.platform.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.reconciliation.Notice.Heads;
import org.kith.platform.reconciliation.Notice.Heard;
import org.kith.platform.reconciliation.Notice.Missing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one service does about facts that were said and not heard. It tells how far its streams have come; it compares what others
 * tell with what it has heard, once it has read the topic as far as it went at that moment; it has said again what is missing. A
 * gap is asked for at once. One thread calls it.
 */
public final class Reconciliation {

    /** What this service has said, and the way to say it again. */
    public interface Said {

        /**
         * How far the streams of these parts have come.
         *
         * @param whole whether streams are counted that have not moved since then
         */
        List<Heads> heads(Collection<Integer> parts, Instant now, long recentFrom, boolean whole);

        /** Queues again what a consumer has not heard; answers how many facts. */
        int queueWhatIsMissing(Heard positions);

        /**
         * Makes it somebody's task that this consumer has acted on facts which this service does not have, as after a copy of the
         * database's files was put back; answers how many streams that is news of.
         */
        int noticeWhatIsForgotten(Heard positions);

        /** Queues again a range of one stream; answers how many facts. */
        int queue(Missing missing);
    }

    /** What this service has heard. */
    public interface Listened {

        /** Names of its consumers. */
        Collection<String> consumers();

        /** Names of those for which this instance reads the partition in which the part lies. */
        List<String> reading(String publisher, String topic, int part);

        /** Where a consumer goes on reading. */
        Map<TopicPlace, Long> places(String consumer);

        /** What to tell the publisher if its count and ours differ; empty if they agree. */
        List<Heard> differences(String consumer, Heads heads);

        /** What is missing in streams that have stood still for a while, and was not asked for lately. */
        List<Missing> gaps(String consumer);

        /** A gap was asked about. */
        void asked(Missing missing);

        /** Goes on with streams whose wait is over. */
        void goOnWhereReady(String consumer);
    }

    /** The broker, as far as it matters here. */
    public interface Board {

        /** The partition in which a part of a topic lies. */
        TopicPlace placeOf(String topic, int part);

        /** Where the partition ends now; 0 where nothing is left of it. */
        long end(TopicPlace place);

        /** Tells the other services. */
        void tell(Notice notice);

        /** Takes back what was told and has been served. */
        void served(Notice notice);
    }

    /** The relay beside which this runs. */
    public interface Sender {

        Set<Integer> heldParts();

        void wake();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final long RECENT_HOURS = 48;

    /** In between only those streams are counted that moved lately: their number does not grow with the years. */
    private static final Duration WHOLE_EVERY = Duration.ofHours(1);

    /**
     * So many of those counts are answered in a round: whoever hears all families of many years would otherwise keep the machine from
     * everybody who opens a page meanwhile.
     */
    private static final int WHOLE_AT_ONCE = 4;

    /** So many of any kind: all services are told everybody's counts at the same moment of each minute. */
    private static final int AT_ONCE = 16;

    /** Whoever has just started hears one of them. */
    private static final int WHOLE_IN_A_ROW = 3;

    /** A count of a publisher that waits until we have read as far as the topic went when it came. */
    private record Waiting(String consumer, Heads heads, TopicPlace place, long next, long end) {}

    private final String service;
    private final Said said;
    private final Listened listened;
    private final Board board;
    private final Sender sender;
    private final Clock clock;
    private final Duration every;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private Instant nextHeads = Instant.MIN;
    private Instant nextWhole = Instant.MIN;
    private int wholes;
    private Instant nextSweep = Instant.MIN;

    public Reconciliation(
            String service, Said said, Listened listened, Board board, Sender sender, Clock clock, Duration every) {
        this.service = service;
        this.said = said;
        this.listened = listened;
        this.board = board;
        this.sender = sender;
        this.clock = clock;
        this.every = every;
    }

    /** Where topics end and consumers go on reading, looked up once for all that was told before. */
    private final class Looks {

        private final Map<TopicPlace, Long> ends = new HashMap<>();
        private final Map<String, Map<TopicPlace, Long>> places = new HashMap<>();

        long end(TopicPlace place) {
            return ends.computeIfAbsent(place, board::end);
        }

        long next(String consumer, TopicPlace place) {
            return places.computeIfAbsent(consumer, listened::places).getOrDefault(place, 0L);
        }
    }

    /** Others told something, all of it before now. */
    public void take(Collection<? extends Notice> notices) {
        var looks = new Looks();
        for (var notice : notices) {
            switch (notice) {
                case Heads heads -> take(heads, looks);
                case Heard positions -> take(positions);
                case Missing missing -> take(missing);
            }
        }
    }

    private void take(Heads heads, Looks looks) {
        for (var consumer : listened.reading(heads.publisher(), heads.topic(), heads.part())) {
            var place = board.placeOf(heads.topic(), heads.part());
            long next = looks.next(consumer, place);
            var before = waiting.get(consumer + heads.key());
            // where a late batch of a former reader set the place back, nothing moves it on until something new is said
            boolean moves = before == null || before.next() != next;
            var count = heads;
            long end = moves ? looks.end(place) : next;
            if (before != null && before.heads().countsOlder() && !heads.countsOlder()) {
                // all streams are counted once an hour: a count of some does not take that one's place before it is
                // answered
                count = before.heads();
                end = moves ? before.end() : next;
            }
            waiting.put(consumer + heads.key(), new Waiting(consumer, count, place, next, end));
        }
    }

    private void take(Heard positions) {
        if (isOurs(positions.publisher(), positions.part())) {
            int queued = said.queueWhatIsMissing(positions);
            if (queued > 0) {
                LOG.warn("{} facts are said again for {}", queued, positions.consumer());
                sender.wake();
                // whoever missed something lately may miss more from before
                nextWhole = Instant.MIN;
            }
            int forgotten = said.noticeWhatIsForgotten(positions);
            if (forgotten > 0) {
                LOG.error(
                        "{} has heard facts of {} streams that are not in the journal",
                        positions.consumer(),
                        forgotten);
            }
            board.served(positions);
        }
    }

    private void take(Missing missing) {
        if (isOurs(missing.publisher(), missing.part())) {
            int queued = said.queue(missing);
            if (queued > 0) {
                LOG.warn("{} facts that are missing are said again for {}", queued, missing.consumer());
                sender.wake();
            }
            board.served(missing);
        }
    }

    private boolean isOurs(String publisher, int part) {
        return publisher.equals(service) && sender.heldParts().contains(part);
    }

    /** Does what is due: answers counts that waited, looks for gaps, tells how far the streams have come. */
    public void doWhatIsDue() {
        answerWhatWaits();
        sweep();
        tellHeads();
    }

    /** A clock that was set back must not put off what is due by as much. */
    private boolean isDue(Instant next, Duration period) {
        var now = clock.instant();
        return !now.isBefore(next) || next.isAfter(now.plus(period));
    }

    private void answerWhatWaits() {
        if (waiting.isEmpty()) {
            return;
        }
        var looks = new Looks();
        int answered = 0;
        int whole = 0;
        for (var waits = waiting.values().iterator();
                waits.hasNext() && answered < AT_ONCE && whole < WHOLE_AT_ONCE; ) {
            var count = waits.next();
            if (looks.next(count.consumer(), count.place()) >= count.end()) {
                listened.differences(count.consumer(), count.heads()).forEach(board::tell);
                waits.remove();
                answered++;
                whole += count.heads().countsOlder() ? 1 : 0;
            }
        }
    }

    private void sweep() {
        if (!isDue(nextSweep, SWEEP_EVERY)) {
            return;
        }
        nextSweep = clock.instant().plus(SWEEP_EVERY);
        for (var consumer : listened.consumers()) {
            listened.goOnWhereReady(consumer);
            for (var gap : listened.gaps(consumer)) {
                board.tell(gap);
                listened.asked(gap);
            }
        }
    }

    private void tellHeads() {
        if (!isDue(nextHeads, every)) {
            return;
        }
        nextHeads = clock.instant().plus(every);
        var parts = new TreeSet<>(sender.heldParts());
        if (!parts.isEmpty()) {
            var now = clock.instant();
            if (isDue(nextWhole, WHOLE_EVERY)) {
                nextWhole = now.plus(WHOLE_EVERY);
                wholes = WHOLE_IN_A_ROW;
            }
            boolean whole = wholes > 0;
            wholes = Math.max(0, wholes - 1);
            said.heads(parts, now, HeardLedger.hourOf(now) - RECENT_HOURS, whole)
                    .forEach(board::tell);
        }
    }
}
