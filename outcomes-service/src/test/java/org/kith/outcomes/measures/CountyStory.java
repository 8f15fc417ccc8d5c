package org.kith.outcomes.measures;

import static org.kith.outcomes.Stories.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.outcomes.Stories;
import org.kith.platform.time.WorkingDays;

/**
 * Made-up families whose counts are known because each story is told with them: nothing here reads facts back. What is counted
 * is worked out while the story is made up, so it shares no rule with the service.
 */
final class CountyStory {

    record Cell(String measure, String scope, LocalDate day) {}

    final List<Announcement> facts = new ArrayList<>();
    final Map<UUID, UUID> childOfFamily = new TreeMap<>();
    private final Map<String, Map<LocalDate, Long>> expected = new TreeMap<>();
    private final Random random;
    private final LocalDate first;
    private final WorkingDays workingDays = WorkingDays.england();

    CountyStory(Random random, LocalDate first) {
        this.random = random;
        this.first = first;
    }

    /** What the county's count of that measure and day should be. */
    Map<String, Map<LocalDate, Long>> county() {
        return expected;
    }

    void count(Measure measure, LocalDate day, long amount) {
        expected.computeIfAbsent(measure.name(), code -> new TreeMap<>()).merge(day, amount, Long::sum);
    }

    /** A family from worry to end, sometimes found only at acceptance, sometimes joined, sometimes back within the year. */
    void family() {
        var family = UUID.randomUUID();
        var children = children();
        childOfFamily.put(family, children[0]);
        var provisional = random.nextInt(4) == 0 ? UUID.randomUUID() : family;
        var day = first.plusDays(random.nextInt(200));
        var referral = UUID.randomUUID();
        received(provisional, referral, at(day), children, 0);
        switch (random.nextInt(4)) {
            case 0 -> {
                var decidedAt = decisionAt(day);
                facts.add(Stories.declined(provisional, referral, at(day), decidedAt, children));
                decided(Measure.DECISIONS_DECLINED, at(day), decidedAt);
            }
            case 1 -> {
                var decidedAt = decisionAt(day);
                facts.add(Stories.signposted(provisional, referral, at(day), decidedAt, children));
                decided(Measure.DECISIONS_SIGNPOSTED, at(day), decidedAt);
            }
            default -> held(family, provisional, referral, day, children);
        }
    }

    private void held(UUID family, UUID provisional, UUID referral, LocalDate day, UUID[] children) {
        var acceptedAt = decisionAt(day);
        facts.add(Stories.accepted(family, provisional, referral, at(day), acceptedAt, children));
        decided(Measure.DECISIONS_ACCEPTED, at(day), acceptedAt);
        var held = acceptedAt.plusSeconds(3600);
        if (random.nextInt(3) == 0) {
            facts.add(Stories.waiting(family, referral, acceptedAt.plusSeconds(60)));
            count(Measure.FAMILIES_WAITING, day(acceptedAt), 1);
            held = held.plusSeconds(86_400L * random.nextInt(5));
            count(Measure.FAMILIES_WAITING, day(held), -1);
        }
        var team = "T%02d".formatted(1 + random.nextInt(25));
        facts.add(Stories.allocated(family, referral, team, held));
        count(Measure.FAMILIES_ALLOCATED, day(held), 1);
        if (random.nextBoolean()) {
            var helped = held.plusSeconds(3600L * (1 + random.nextInt(400)));
            facts.add(Stories.helped(family, helped));
            facts.add(Stories.helped(family, helped.plusSeconds(7200)));
            count(Measure.FIRST_HELP_GIVEN, day(helped), 1);
            count(
                    Measure.HOURS_TO_FIRST_HELP,
                    day(helped),
                    Duration.between(at(day), helped).toHours());
        }
        var last = held.plusSeconds(86_400L * 30);
        if (random.nextInt(4) == 0) {
            facts.add(Stories.transferred(family, team, "T25", last));
        }
        var absorbed = random.nextInt(5) == 0 ? joins(family, last.plusSeconds(100)) : null;
        if (random.nextBoolean()) {
            var closedAt = last.plusSeconds(86_400L * 20);
            facts.add(Stories.closed(family, team, closedAt));
            count(Measure.FAMILIES_CLOSED, day(closedAt), 1);
            if (random.nextBoolean()) {
                var again = day(closedAt).plusDays(1 + random.nextInt(60));
                received(family, UUID.randomUUID(), at(again), children, children.length);
            }
        }
        if (absorbed != null && random.nextBoolean()) {
            // a late fact under the absorbed id counts for the survivor
            facts.add(Stories.helped(absorbed, at(first.minusDays(100))));
        }
    }

    /** A second family with children of its own, declined, that turns out to be the same. */
    private @Nullable UUID joins(UUID survivor, Instant at) {
        var absorbed = UUID.randomUUID();
        var day = first.minusDays(30);
        var referral = UUID.randomUUID();
        var children = children();
        received(absorbed, referral, at(day), children, 0);
        var decidedAt = at(day, 15);
        facts.add(Stories.declined(absorbed, referral, at(day), decidedAt, children));
        decided(Measure.DECISIONS_DECLINED, at(day), decidedAt);
        facts.add(Stories.joined(absorbed, survivor, absorbed, 3, at));
        facts.add(Stories.joined(survivor, survivor, absorbed, 3, at));
        return absorbed;
    }

    private void received(UUID family, UUID referral, Instant at, UUID[] children, int again) {
        facts.add(Stories.received(family, referral, at, children));
        count(Measure.REFERRALS_RECEIVED, day(at), 1);
        count(Measure.CHILDREN_REFERRED, day(at), children.length);
        if (again > 0) {
            count(Measure.RE_REFERRALS, day(at), again);
        }
    }

    private void decided(Measure measure, Instant receivedAt, Instant at) {
        count(measure, day(at), 1);
        count(
                Measure.HOURS_TO_DECISION,
                day(at),
                Duration.between(receivedAt, at).toHours());
        if (!day(at).isAfter(workingDays.deadline(day(receivedAt), 1))) {
            count(Measure.DECIDED_WITHIN_ONE_WORKING_DAY, day(at), 1);
        }
    }

    private Instant decisionAt(LocalDate day) {
        return at(day.plusDays(random.nextInt(5)), 15);
    }

    private UUID[] children() {
        var children = new UUID[1 + random.nextInt(3)];
        for (int child = 0; child < children.length; child++) {
            children[child] = UUID.randomUUID();
        }
        return children;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, WorkingDays.ZONE);
    }
}
