package org.kith.launcher.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.kith.platform.faults.Failpoint;

/**
 * One thing that goes wrong.
 *
 * @param afterMillis when, from the start of the load
 * @param forMillis how long it lasts, or how long a killed process stays away
 * @param amount seconds for a clock, records for the hostile producer, how often a failpoint is passed before it halts
 * @param point the failpoint, or nothing
 */
record Fault(Kind kind, Member member, int afterMillis, int forMillis, int amount, String point) {

    Fault(Kind kind, Member member, int afterMillis, int forMillis, int amount) {
        this(kind, member, afterMillis, forMillis, amount, "");
    }

    /** What can go wrong. */
    enum Kind {
        KILL,
        PAUSE,
        HOSTILE,
        DISK,
        CLOCK,
        FORK,
        POISON,
        /** Halts itself at a failpoint. */
        HALT,
        /** The broker is away for as long as there is load. */
        OUTAGE,
        /** Many times as many referrals as there is room for. */
        FLOOD,
        /** So many referrals a second, whether or not the ones before were answered; asked for by itself, never drawn. */
        OVERLOAD
    }

    static final String HALT_WORD = "halt ";

    /** Said behind the word of a halt that did not come about, since no fact came by that point. */
    static final String NOT_REACHED = " was not reached";

    /** For tables. */
    String word() {
        return switch (kind) {
            case HOSTILE, FORK, POISON, FLOOD -> kind.name().toLowerCase(Locale.ROOT);
            case HALT -> HALT_WORD + member.word() + " at " + point + " #" + amount;
            case CLOCK -> "clock " + member.word() + (amount > 0 ? "+" : "") + amount;
            default -> kind.name().toLowerCase(Locale.ROOT) + " " + member.word();
        };
    }

    private static final int SPREAD_MILLIS = 11_000;

    private static final int FIRST_MILLIS = 2_000;

    private static final int FLOOD_MILLIS = 5_000;

    private static final int FLOOD_CLIENTS = 60;

    /** Enough to find out how much is taken in a second. */
    private static final int PATIENT_CLIENTS = 8;

    /** Long outages and floods are judged more strictly when nothing else is wrong. */
    private static final int ONE_ALONE_IN = 14;

    private static final int LEASE_MILLIS = 6_000;

    private static final int SKEW_SECONDS = 90;

    private static final List<Member> SKEWED =
            List.of(Member.REFERRAL, Member.ALLOCATION, Member.SPECIALIST, Member.OUTCOMES);

    /** The broker is away for as long as there is load. */
    static List<Fault> outage() {
        return List.of(new Fault(Kind.OUTAGE, Member.BROKER, 0, 0, 0));
    }

    /** As many referrals at once as are taken, by so many clients who wait for their answers. */
    static List<Fault> flood(Duration length) {
        return List.of(new Fault(Kind.FLOOD, Member.REFERRAL, FIRST_MILLIS, (int) length.toMillis(), PATIENT_CLIENTS));
    }

    /** So many referrals a second whatever is answered. */
    static List<Fault> overload(int perSecond, Duration length) {
        return List.of(new Fault(Kind.OVERLOAD, Member.REFERRAL, FIRST_MILLIS, (int) length.toMillis(), perSecond));
    }

    /** What goes wrong with this seed among these: a kill while there is load, unless it is a flood alone. */
    static List<Fault> draw(long seed, List<Member> among) {
        var random = new SplittableRandom(seed * 31 + 5);
        var faults = new ArrayList<Fault>();
        int alone = random.nextInt(ONE_ALONE_IN);
        if (alone == 0) {
            return outage();
        }
        if (alone == 1) {
            return List.of(new Fault(Kind.FLOOD, Member.REFERRAL, FIRST_MILLIS, FLOOD_MILLIS, FLOOD_CLIENTS));
        }
        var members = new ArrayList<>(among);
        faults.add(kill(random, take(random, members)));
        int more = 1 + random.nextInt(3);
        for (int i = 0; i < more; i++) {
            faults.add(
                    switch (random.nextInt(12)) {
                        case 0, 1 -> kill(random, take(random, members));
                        case 2, 3 -> pause(random, take(random, members));
                        case 4, 5 -> new Fault(Kind.HOSTILE, Member.BROKER, at(random), 0, 20 + random.nextInt(30));
                        case 6 -> disk(random, members);
                        case 7 -> {
                            var member = SKEWED.get(random.nextInt(SKEWED.size()));
                            yield new Fault(
                                    Kind.CLOCK,
                                    member,
                                    at(random),
                                    6_000,
                                    random.nextBoolean() ? SKEW_SECONDS : -SKEW_SECONDS);
                        }
                        case 8 -> new Fault(Kind.FORK, Member.BROKER, at(random), 0, 3);
                        case 9 -> new Fault(Kind.POISON, Member.ALLOCATION, at(random), 0, 1);
                        case 10 -> new Fault(Kind.FLOOD, Member.REFERRAL, at(random), FLOOD_MILLIS, FLOOD_CLIENTS);
                        default -> {
                            var member = Member.WITH_JOURNALS.get(random.nextInt(Member.WITH_JOURNALS.size()));
                            var points = Failpoint.values();
                            yield members.remove(member)
                                    ? halt(
                                            member,
                                            points[random.nextInt(points.length)],
                                            at(random),
                                            1 + random.nextInt(8))
                                    : new Fault(Kind.HOSTILE, Member.BROKER, at(random), 0, 20);
                        }
                    });
        }
        faults.sort((one, other) -> Integer.compare(one.afterMillis(), other.afterMillis()));
        return List.copyOf(faults);
    }

    /** A process has one trouble of this kind at a time. */
    private static Member take(SplittableRandom random, List<Member> members) {
        return members.remove(random.nextInt(members.size()));
    }

    private static int at(SplittableRandom random) {
        return FIRST_MILLIS + random.nextInt(SPREAD_MILLIS);
    }

    private static Fault kill(SplittableRandom random, Member member) {
        return new Fault(Kind.KILL, member, at(random), random.nextInt(3_000), 0);
    }

    private static Fault halt(Member member, Failpoint point, int after, int nth) {
        return new Fault(Kind.HALT, member, after, 0, nth, point.pointName());
    }

    /**
     * Every service halts at this point. They are played one after the other: a fact comes by a point only while the services
     * it comes from and goes to are at work.
     */
    static List<Fault> halts(Failpoint point, long seed) {
        var random = new SplittableRandom(seed);
        return Member.WITH_JOURNALS.stream()
                .map(member -> halt(member, point, 0, 1 + random.nextInt(3)))
                .toList();
    }

    private static Fault pause(SplittableRandom random, Member member) {
        // longer than a lease, and sometimes than the longest pause between two polls
        return new Fault(Kind.PAUSE, member, at(random), LEASE_MILLIS + 1_000 + random.nextInt(6_000), 0);
    }

    private static Fault disk(SplittableRandom random, List<Member> members) {
        var member = random.nextBoolean() ? Member.DATABASE : Member.BROKER;
        if (!members.remove(member)) {
            return new Fault(Kind.HOSTILE, Member.BROKER, at(random), 0, 20);
        }
        return new Fault(Kind.DISK, member, at(random), 3_000 + random.nextInt(4_000), 0);
    }
}
