package org.kith.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.reconciliation.Notice;
import org.kith.platform.reconciliation.Notice.Heads;
import org.kith.platform.reconciliation.Notice.Heard;
import org.kith.platform.reconciliation.Notice.Missing;
import org.kith.platform.reconciliation.Reconciliation;

/** What the simulation found wrong with the first reconciliation (seeds 223 and, with clocks that jump, many). */
class ReconciliationTest {

    private static final TopicPlace PLACE = new TopicPlace("kith.referrals", 1);
    private static final Heads HEADS = new Heads("referral", PLACE.topic(), 1, Instant.EPOCH, 0, true, List.of());

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private long kept;
    private final List<Notice> told = new ArrayList<>();
    private final Reconciliation reconciliation = new Reconciliation(
            "outcomes",
            new NothingSaid(),
            new OneConsumer(),
            new OnePartition(),
            new RelayOfOnePart(),
            clock(),
            Duration.ofMinutes(1));

    @Test
    void compares_once_it_has_read_as_far_as_the_topic_went() {
        kept = 7;
        reconciliation.take(List.of(HEADS));
        reconciliation.doWhatIsDue();
        assertThat(told).isEmpty();

        kept = 10;
        reconciliation.doWhatIsDue();

        assertThat(told).hasSize(1);
    }

    @Test
    void compares_although_a_late_batch_of_a_former_reader_set_the_kept_place_back() {
        kept = 7;
        reconciliation.take(List.of(HEADS));
        reconciliation.doWhatIsDue();

        reconciliation.take(List.of(HEADS));
        reconciliation.doWhatIsDue();

        assertThat(told).hasSize(1);
    }

    @Test
    void looks_for_gaps_although_its_clock_was_set_back() {
        reconciliation.doWhatIsDue();
        int before = sweeps;

        now = now.minus(Duration.ofHours(1));
        reconciliation.doWhatIsDue();

        assertThat(sweeps).isGreaterThan(before);
    }

    @Test
    void counts_what_moved_lately_each_minute_and_everything_each_hour() {
        reconciliation.doWhatIsDue();
        for (int minute = 1; minute <= 60; minute++) {
            later(Duration.ofMinutes(1));
        }

        // three in a row, since whoever listens may be starting too
        assertThat(wholes)
                .hasSize(61)
                .startsWith(true, true, true, false, false)
                .endsWith(false, true);
        assertThat(wholes.stream().filter(whole -> whole)).hasSize(4);
    }

    @Test
    void counts_everything_again_when_somebody_had_missed_something() {
        reconciliation.doWhatIsDue();
        for (int minute = 1; minute <= 5; minute++) {
            later(Duration.ofMinutes(1));
        }
        assertThat(wholes).endsWith(false, false);

        missing = 3;
        reconciliation.take(List.of(new Heard(
                "allocation.outcomes", "outcomes", PLACE.topic(), 1, 0, now, 0, List.of(), null, null, List.of())));
        later(Duration.ofMinutes(1));

        assertThat(wholes).last().isEqualTo(true);
    }

    @Test
    void a_count_of_all_streams_is_answered_although_a_count_of_some_came_after_it() {
        var some = new Heads("referral", PLACE.topic(), 1, Instant.EPOCH.plusSeconds(60), 0, false, List.of());
        kept = 7;
        reconciliation.take(List.of(HEADS));
        kept = 8;
        reconciliation.take(List.of(some));
        reconciliation.doWhatIsDue();
        assertThat(told).isEmpty();

        kept = 10;
        reconciliation.doWhatIsDue();

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Heard.class, heard -> assertThat(heard.at()).isEqualTo(HEADS.at()));
    }

    @Test
    void counts_of_all_streams_are_answered_a_few_at_a_time() {
        kept = 10;
        for (int part = 0; part < 6; part++) {
            reconciliation.take(List.of(new Heads("referral", PLACE.topic(), part, Instant.EPOCH, 0, true, List.of())));
        }

        reconciliation.doWhatIsDue();
        assertThat(told).hasSize(4);

        reconciliation.doWhatIsDue();
        assertThat(told).hasSize(6);
    }

    @Test
    void counts_of_some_streams_are_answered_in_parts_too() {
        kept = 10;
        reconciliation.take(IntStream.range(0, 32)
                .mapToObj(part -> new Heads("referral", PLACE.topic(), part, Instant.EPOCH, 0, false, List.of()))
                .toList());

        reconciliation.doWhatIsDue();
        assertThat(told).hasSize(16);

        reconciliation.doWhatIsDue();
        assertThat(told).hasSize(32);
    }

    @Test
    void looks_once_for_all_that_was_told_together() {
        reconciliation.take(IntStream.range(0, 32)
                .mapToObj(part -> new Heads("referral", PLACE.topic(), part, Instant.EPOCH, 0, false, List.of()))
                .toList());

        assertThat(endsAsked).isEqualTo(1);
        assertThat(placesAsked).isEqualTo(1);
    }

    @Test
    void what_is_told_later_is_looked_up_anew() {
        reconciliation.take(List.of(HEADS));
        kept = 3;
        reconciliation.take(List.of(HEADS));

        assertThat(endsAsked).isEqualTo(2);
    }

    @Test
    void a_count_of_some_streams_is_answered_by_itself() {
        var some = new Heads("referral", PLACE.topic(), 1, Instant.EPOCH.plusSeconds(60), 0, false, List.of());
        kept = 10;
        reconciliation.take(List.of(HEADS));
        reconciliation.doWhatIsDue();
        reconciliation.take(List.of(some));
        reconciliation.doWhatIsDue();

        assertThat(told).hasSize(2);
    }

    private void later(Duration pause) {
        now = now.plus(pause);
        reconciliation.doWhatIsDue();
    }

    private final List<Boolean> wholes = new ArrayList<>();
    private int missing;
    private int sweeps;
    private int endsAsked;
    private int placesAsked;

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private final class NothingSaid implements Reconciliation.Said {

        @Override
        public List<Heads> heads(Collection<Integer> parts, Instant at, long recentFrom, boolean whole) {
            wholes.add(whole);
            return List.of();
        }

        @Override
        public int queueWhatIsMissing(Heard positions) {
            return missing;
        }

        @Override
        public int noticeWhatIsForgotten(Heard positions) {
            return 0;
        }

        @Override
        public int queue(Missing missing) {
            return 0;
        }
    }

    private final class OneConsumer implements Reconciliation.Listened {

        @Override
        public Collection<String> consumers() {
            return List.of("outcomes.referrals");
        }

        @Override
        public List<String> reading(String publisher, String topic, int part) {
            return List.of("outcomes.referrals");
        }

        @Override
        public Map<TopicPlace, Long> places(String consumer) {
            placesAsked++;
            return Map.of(PLACE, kept);
        }

        @Override
        public List<Heard> differences(String consumer, Heads heads) {
            return List.of(new Heard(
                    consumer,
                    heads.publisher(),
                    heads.topic(),
                    heads.part(),
                    0,
                    heads.at(),
                    heads.recentFrom(),
                    List.of(),
                    null,
                    null,
                    List.of()));
        }

        @Override
        public List<Missing> gaps(String consumer) {
            sweeps++;
            return List.of();
        }

        @Override
        public void asked(Missing missing) {}

        @Override
        public void goOnWhereReady(String consumer) {}
    }

    private final class OnePartition implements Reconciliation.Board {

        @Override
        public TopicPlace placeOf(String topic, int part) {
            return PLACE;
        }

        @Override
        public long end(TopicPlace place) {
            endsAsked++;
            return 10;
        }

        @Override
        public void tell(Notice notice) {
            told.add(notice);
        }

        @Override
        public void served(Notice notice) {}
    }

    private static final class RelayOfOnePart implements Reconciliation.Sender {

        @Override
        public Set<Integer> heldParts() {
            return Set.of(1);
        }

        @Override
        public void wake() {}
    }
}
