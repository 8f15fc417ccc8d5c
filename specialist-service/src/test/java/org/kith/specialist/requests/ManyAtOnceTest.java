package org.kith.specialist.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kith.platform.batches.Batch;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Involvements;
import org.kith.platform.security.Who;
import org.kith.platform.testkit.service.ServiceTest;
import org.kith.specialist.World;
import org.kith.specialist.practitioners.Discipline;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.RegisterPractitioner;
import org.kith.specialist.practitioners.RegisterPractitionerHandler;
import org.kith.specialist.practitioners.Roster;
import org.kith.specialist.practitioners.TakeLeave;
import org.kith.specialist.practitioners.TakeLeaveHandler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** What must hold whatever happens in whatever order, and at once: capacity, and one person on one side. */
@ServiceTest
class ManyAtOnceTest {

    private static final CouncilCode COUNCIL = new CouncilCode("E10000017");
    private static final Instant AT = World.AT;

    @Autowired
    private FamilyFiles files;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private NoteNeedsHandler needs;

    @Autowired
    private NoteTeamHandler team;

    @Autowired
    private MoveToTeamHandler move;

    @Autowired
    private CloseFamilyHandler close;

    @Autowired
    private JoinFamiliesHandler join;

    @Autowired
    private Involvements involvements;

    @Autowired
    private HandBackRequestHandler handBack;

    @Autowired
    private AssignRequestHandler assign;

    @Autowired
    private RegisterPractitionerHandler register;

    @Autowired
    private TakeLeaveHandler leave;

    @Autowired
    private RequestLists lists;

    @Autowired
    private Roster roster;

    private final List<FamilyId> families = new ArrayList<>();
    private final List<PractitionerId> people = new ArrayList<>();
    private TeamCode here;
    private TeamCode there;

    @BeforeEach
    void begin() {
        here = new TeamCode(World.newTeam());
        there = new TeamCode(World.newTeam());
    }

    @AfterEach
    void clear() {
        in(() -> {
            families.forEach(family -> close.handle(new CloseFamily(family, AT)));
            people.forEach(person ->
                    register.handle(new RegisterPractitioner(person, Discipline.MENTAL_HEALTH, "TX0", 0, null)));
            return true;
        });
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void capacity_is_never_exceeded_when_many_families_come_at_once() throws Exception {
        var embedded = practitioner(here.value(), 4, Discipline.MENTAL_HEALTH);
        var pooled = practitioner(null, 5, Discipline.MENTAL_HEALTH);
        var work = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 24; i++) {
            var family = family();
            work.add(() -> in(() -> held(family, newReferral(), Discipline.MENTAL_HEALTH)));
        }

        atOnce(work);

        assertThat(in(() -> roster.row(embedded).orElseThrow().held())).isEqualTo(4);
        assertThat(in(() -> roster.row(pooled).orElseThrow().held())).isEqualTo(5);
        assertThat(in(() -> lists.countTray(embedded))).isEqualTo(4);
        assertThat(in(() -> lists.countTray(pooled))).isEqualTo(5);
        assertThat(in(() -> lists.countQueue(Discipline.MENTAL_HEALTH, List.of(here.value()))))
                .isEqualTo(24 - 9);
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void two_batches_that_name_the_same_families_in_opposite_order_both_have_their_effect() throws Exception {
        var person = practitioner(here.value(), 40, Discipline.MENTAL_HEALTH, Discipline.SUBSTANCE_MISUSE);
        var pooled = practitioner(null, 200, Discipline.MENTAL_HEALTH, Discipline.SUBSTANCE_MISUSE);
        var hearOf = new LinkedHashMap<FamilyId, ReferralId>();
        for (int i = 0; i < 60; i++) {
            hearOf.put(family(), newReferral());
        }
        var work = new ArrayList<Callable<Boolean>>();
        for (var some : List.of(
                List.copyOf(hearOf.keySet()).subList(0, 30),
                List.copyOf(hearOf.keySet()).subList(30, 60))) {
            work.add(() -> batch(
                    some,
                    hearOf,
                    family -> needs.handle(new NoteNeeds(
                            referralOf(family, hearOf),
                            family,
                            List.of(Discipline.MENTAL_HEALTH, Discipline.SUBSTANCE_MISUSE),
                            false,
                            AT))));
            work.add(() -> batch(
                    some.reversed(),
                    hearOf,
                    family -> team.handle(new NoteTeam(family, referralOf(family, hearOf), here, AT))));
        }

        atOnce(work);

        hearOf.keySet()
                .forEach(family -> assertThat(in(() -> lists.ofFamily(family)))
                        .extracting(RequestRow::discipline)
                        .containsExactlyInAnyOrder(Discipline.MENTAL_HEALTH, Discipline.SUBSTANCE_MISUSE));
        holdsNoMoreThanTheyCan(person);
        holdsNoMoreThanTheyCan(pooled);
        assertThat(in(() -> roster.row(person)).orElseThrow().held()).isEqualTo(40);
        assertThat(in(() -> roster.row(pooled)).orElseThrow().held()).isEqualTo(80);
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void a_batch_gives_no_more_than_there_is_room_for_and_keeps_the_sides_of_abuse_apart() throws Exception {
        var person = practitioner(
                here.value(), 3, Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR);
        var hearOf = new LinkedHashMap<FamilyId, ReferralId>();
        for (int i = 0; i < 10; i++) {
            hearOf.put(family(), newReferral());
        }

        batch(
                List.copyOf(hearOf.keySet()),
                hearOf,
                family -> held(
                        family,
                        referralOf(family, hearOf),
                        Discipline.DOMESTIC_ABUSE_SURVIVOR,
                        Discipline.DOMESTIC_ABUSE_PERPETRATOR));

        holdsNoMoreThanTheyCan(person);
        assertThat(in(() -> roster.row(person)).orElseThrow().held()).isEqualTo(3);
        hearOf.keySet().forEach(this::nobodyStandsOnBothSides);
        assertThat(in(() -> lists.countQueue(null, List.of(here.value())))).isEqualTo(17);
    }

    private static ReferralId referralOf(FamilyId family, Map<FamilyId, ReferralId> referrals) {
        return Objects.requireNonNull(referrals.get(family));
    }

    /** As the inbox does it: all in one transaction, looked ahead, and a clash tried again. */
    private boolean batch(List<FamilyId> order, Map<FamilyId, ReferralId> referrals, Consumer<FamilyId> reaction) {
        return in(() -> {
            transaction.executeWithoutResult(status -> Batch.run(() -> {
                files.lookAhead(order, referrals.values());
                order.forEach(reaction);
            }));
            return true;
        });
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void need_and_team_heard_at_the_same_moment_open_exactly_one_request() throws Exception {
        var work = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 12; i++) {
            var family = family();
            var referral = new ReferralId(UUID.randomUUID());
            work.add(() -> in(() -> {
                needs.handle(new NoteNeeds(referral, family, List.of(Discipline.MENTAL_HEALTH), false, AT));
                return true;
            }));
            work.add(() -> in(() -> {
                team.handle(new NoteTeam(family, referral, here, AT));
                return true;
            }));
        }

        atOnce(work);

        for (var family : families) {
            assertThat(in(() -> lists.ofFamily(family))).hasSize(1);
        }
    }

    /** Campaign seed 123: the absorbed family's requests were made while it was being joined, and stayed with it. */
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void what_is_asked_for_a_family_that_is_just_being_joined_goes_on_with_the_survivor() throws Exception {
        var person = practitioner(
                here.value(), 200, Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR);
        var survivors = new ArrayList<FamilyId>();
        var absorbed = new ArrayList<FamilyId>();
        var work = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 12; i++) {
            var survivor = family();
            var gone = family();
            survivors.add(survivor);
            absorbed.add(gone);
            var hearOf = new LinkedHashMap<FamilyId, ReferralId>();
            hearOf.put(gone, newReferral());
            hearOf.put(survivor, newReferral());
            in(() -> {
                needs.handle(new NoteNeeds(
                        referralOf(gone, hearOf), gone, List.of(Discipline.DOMESTIC_ABUSE_SURVIVOR), false, AT));
                needs.handle(new NoteNeeds(
                        referralOf(survivor, hearOf), survivor, List.of(Discipline.MENTAL_HEALTH), false, AT));
                return true;
            });
            work.add(() -> batch(
                    List.copyOf(hearOf.keySet()),
                    hearOf,
                    family -> team.handle(new NoteTeam(family, referralOf(family, hearOf), here, AT))));
            work.add(() -> batch(List.of(gone), hearOf, family -> {
                involvements.joined(survivor.value(), gone.value(), AT);
                join.handle(new JoinFamilies(survivor, gone, AT));
            }));
        }

        atOnce(work);

        survivors.forEach(family -> assertThat(in(() -> lists.ofFamily(family)))
                .extracting(RequestRow::discipline)
                .containsExactlyInAnyOrder(Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.MENTAL_HEALTH));
        absorbed.forEach(family -> assertThat(in(() -> lists.ofFamily(family))).isEmpty());
        survivors.forEach(family -> assertThat(in(() -> involvements.withFamily(family.value())))
                .extracting(Involvements.Involvement::workerId)
                .containsExactly(person.value()));
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void two_requests_of_one_family_given_out_at_once_never_meet_in_one_person() throws Exception {
        var waiting = new ArrayList<FamilyId>();
        for (int i = 0; i < 6; i++) {
            var family = family();
            in(() -> held(
                    family, newReferral(), Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR));
            waiting.add(family);
        }
        var work = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++) {
            var person = new PractitionerId(UUID.randomUUID());
            people.add(person);
            for (var discipline : List.of(Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR)) {
                work.add(() -> in(() -> register.handle(new RegisterPractitioner(person, discipline, null, 4, null))));
            }
        }

        atOnce(work);

        waiting.forEach(this::nobodyStandsOnBothSides);
        people.forEach(this::holdsNoMoreThanTheyCan);
    }

    /** Random walks through everything that moves a request; the seed is printed. */
    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void over_any_walk_sides_and_capacity_hold() {
        long seed = Long.getLong("kith.seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dkith.seed=" + seed + ")");
        var random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            var disciplines = EnumSet.of(
                    random.nextBoolean() ? Discipline.DOMESTIC_ABUSE_SURVIVOR : Discipline.DOMESTIC_ABUSE_PERPETRATOR);
            if (random.nextInt(3) > 0) {
                disciplines.addAll(List.of(Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR));
            }
            practitioner(
                    switch (random.nextInt(3)) {
                        case 0 -> here.value();
                        case 1 -> there.value();
                        default -> null;
                    },
                    random.nextInt(1, 5),
                    disciplines.toArray(Discipline[]::new));
        }
        for (int i = 0; i < 4; i++) {
            var family = family();
            in(() -> held(
                    family, newReferral(), Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR));
        }
        Map<FamilyId, Map<UUID, Set<Discipline>>> everAssigned = new HashMap<>();

        for (int step = 0; step < 120; step++) {
            walk(random);
            remember(everAssigned);
        }

        assertThat(everAssigned).as("the walk gave work to somebody").isNotEmpty();
        everAssigned.forEach((family, byPerson) -> assertThat(byPerson.values())
                .as("nobody was ever given both sides of %s", family)
                .allSatisfy(sides -> assertThat(sides).hasSize(1)));
        people.forEach(this::holdsNoMoreThanTheyCan);
    }

    private void walk(Random random) {
        var family = families.get(random.nextInt(families.size()));
        var person = people.get(random.nextInt(people.size()));
        try {
            switch (random.nextInt(7)) {
                case 0 ->
                    in(() -> {
                        move.handle(new MoveToTeam(family, random.nextBoolean() ? here : there, AT));
                        return true;
                    });
                case 1 ->
                    in(() -> {
                        close.handle(new CloseFamily(family, AT));
                        return held(
                                family,
                                newReferral(),
                                Discipline.DOMESTIC_ABUSE_SURVIVOR,
                                Discipline.DOMESTIC_ABUSE_PERPETRATOR);
                    });
                case 2 ->
                    in(() -> {
                        var from = LocalDate.of(2026, 1, 1);
                        leave.handle(
                                new TakeLeave(person, from, random.nextBoolean() ? from : LocalDate.of(2099, 1, 1)));
                        return true;
                    });
                default -> handBackOne(person, random);
            }
        } catch (Refusal refused) {
            assertThat(refused.code()).isNotEmpty();
        }
    }

    private void handBackOne(PractitionerId person, Random random) {
        var tray = in(() -> lists.tray(person, 0, 50));
        if (!tray.isEmpty()) {
            var request = new RequestId(tray.get(random.nextInt(tray.size())).requestId());
            in(() -> {
                handBack.handle(new HandBackRequest(request, person, HandBackReason.NO_ROOM, null));
                return true;
            });
        }
        var chosen = people.get(random.nextInt(people.size()));
        var queue = in(() -> lists.queue(null, List.of(here.value(), there.value()), 0, 50));
        if (!queue.isEmpty()) {
            var request = new RequestId(queue.get(random.nextInt(queue.size())).requestId());
            in(() -> {
                assign.handle(new AssignRequest(request, chosen));
                return true;
            });
        }
    }

    private void remember(Map<FamilyId, Map<UUID, Set<Discipline>>> everAssigned) {
        for (var family : families) {
            in(() -> lists.ofFamily(family)).stream()
                    .filter(request -> request.practitionerId() != null)
                    .forEach(request -> everAssigned
                            .computeIfAbsent(family, key -> new HashMap<>())
                            .computeIfAbsent(request.practitionerId(), key -> new HashSet<>())
                            .add(request.discipline()));
        }
    }

    private void nobodyStandsOnBothSides(FamilyId family) {
        var byPerson = new HashMap<UUID, Set<Discipline>>();
        in(() -> lists.ofFamily(family)).stream()
                .filter(request -> request.practitionerId() != null)
                .forEach(request -> byPerson.computeIfAbsent(request.practitionerId(), key -> new HashSet<>())
                        .add(request.discipline()));
        assertThat(byPerson.values()).allSatisfy(sides -> assertThat(sides).hasSize(1));
    }

    private void holdsNoMoreThanTheyCan(PractitionerId person) {
        var row = in(() -> roster.row(person)).orElseThrow();
        assertThat(row.held()).isLessThanOrEqualTo(row.capacity());
        assertThat(in(() -> lists.countTray(person))).isEqualTo(row.held());
    }

    private PractitionerId practitioner(@Nullable String code, int capacity, Discipline... disciplines) {
        var person = new PractitionerId(UUID.randomUUID());
        people.add(person);
        for (var discipline : disciplines) {
            in(() -> register.handle(new RegisterPractitioner(person, discipline, code, capacity, null)));
        }
        return person;
    }

    private FamilyId family() {
        var family = new FamilyId(UUID.randomUUID());
        families.add(family);
        return family;
    }

    private static ReferralId newReferral() {
        return new ReferralId(UUID.randomUUID());
    }

    private boolean held(FamilyId family, ReferralId referral, Discipline... disciplines) {
        needs.handle(new NoteNeeds(referral, family, List.of(disciplines), false, AT));
        team.handle(new NoteTeam(family, referral, here, AT));
        return true;
    }

    /** As the service itself; a clash that the inbox would try again is tried again. */
    private static <T> T in(Callable<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                var service = new Who("specialist", COUNCIL.value(), Who.Kind.SERVICE, Set.of(), null);
                return Council.in(COUNCIL, () -> Acting.as(service, work::call));
            } catch (ConcurrencyFailureException clash) {
                if (attempt == 10) {
                    throw clash;
                }
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void atOnce(List<Callable<Boolean>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isNotNull();
            }
        }
    }
}
