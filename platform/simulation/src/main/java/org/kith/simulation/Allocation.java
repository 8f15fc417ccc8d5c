package org.kith.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.allocation.placements.FamilyToPlace;
import org.kith.allocation.placements.Placement;
import org.kith.allocation.placements.PlacementPolicy;
import org.kith.allocation.placements.WaitReason;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamBook;
import org.kith.allocation.teams.TeamCode;
import org.kith.contracts.allocation.FamilyAllocatedV1;
import org.kith.contracts.allocation.FamilyClosedV1;
import org.kith.contracts.allocation.FamilyWaitingV1;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.contracts.referral.ReferralReceivedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.refusal.Refusal;
import org.kith.simulation.Database.Table;
import org.kith.simulation.Kit.Own;

/** The allocation service: the real policy decides, over places and rooms as the service keeps them. */
final class Allocation extends Service {

    enum State {
        WAITING,
        HELD,
        CLOSED,
        JOINED
    }

    record Place(
            State state,
            @Nullable State before,
            @Nullable String team,
            UUID referral,
            @Nullable String area,
            @Nullable String district,
            boolean addressProtected,
            @Nullable WaitReason reason,
            @Nullable String wanted,
            @Nullable UUID joinedInto,
            int version) {}

    /** What a transaction takes and gives back, written just before its commit. */
    private static final class Rooms {

        private final Map<String, Integer> held = new TreeMap<>();
        private final Map<String, Integer> moves = new TreeMap<>();
    }

    static final String AREA = "E07000117:BB11 3";
    static final String AREA_OF_A_SMALL_TEAM = "E07000117:BB11 4";
    static final String AREA_OF_A_LATER_TEAM = "E07000117:BB11 5";
    static final String AREA_OF_NOBODY = "E07000117:BB11 6";
    static final String DISTRICT = "E07000117";
    static final String OTHER_DISTRICT = "E08000025";
    private static final LocalDate LONG_AGO = LocalDate.of(2025, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final Table<Own, Place> places;
    private final Table<String, String> decisions;
    private final Table<Own, Integer> rooms;
    private final Table<Own, UUID> joined;
    private final TeamBook book;

    Allocation(World world) {
        super(world, "allocation");
        var database = kit().database();
        places = database.table("family_place");
        decisions = database.table("decision");
        rooms = database.table("team_load");
        joined = database.table("joined_family");
        book = book(world.chance());
    }

    private static TeamBook book(Chance chance) {
        var district = new DistrictCode(DISTRICT);
        var recorded = Instant.EPOCH;
        return new TeamBook(
                List.of(
                        state("T01", district, 3 + chance.below(5), LONG_AGO),
                        state("T02", district, 1 + chance.below(2), LONG_AGO),
                        state("T03", district, 5, TODAY.plusDays(30))),
                List.of(
                        new TeamBook.Route(new AreaCode(AREA), new TeamCode("T01"), LONG_AGO, recorded),
                        new TeamBook.Route(new AreaCode(AREA_OF_A_SMALL_TEAM), new TeamCode("T02"), LONG_AGO, recorded),
                        new TeamBook.Route(
                                new AreaCode(AREA_OF_A_LATER_TEAM), new TeamCode("T03"), LONG_AGO, recorded)));
    }

    private static TeamBook.State state(String code, DistrictCode district, int capacity, LocalDate live) {
        return new TeamBook.State(new TeamCode(code), district, LONG_AGO, code, capacity, live, null, Instant.EPOCH);
    }

    @Override
    List<Hears> hears() {
        return List.of(new Hears("referral", "allocation.referrals", "kith.referrals"));
    }

    @Override
    void react(Feed feed, Life life) {
        feed.on(ReferralReceivedV1.class, (fact, envelope) -> effect(feed, envelope));
        feed.on(ReferralAcceptedV1.class, (fact, envelope) -> {
            if (world().isRefused(fact.referralId())) {
                throw new Refusal("not-ours", "This referral is refused by order of the simulation");
            }
            effect(feed, envelope);
            world().maybeBug(fact.referralId());
            accept(envelope.council(), fact, life);
        });
        feed.on(FamilyJoinedV1.class, (fact, envelope) -> {
            effect(feed, envelope);
            if (fact.familyId().equals(fact.absorbedFamilyId())) {
                join(envelope.council(), fact, life);
            } else if (world().lastHeard(this, feed, envelope, fact.absorbedFamilyId()) < fact.absorbedLastSequence()) {
                throw new Breach(
                        "I4 joined streams",
                        feed.consumer() + " joined " + fact.absorbedFamilyId() + " before it had heard all of it");
            }
        });
    }

    @Override
    void work(Machine machine, Life life) {
        machine.begin("housekeeping", () -> {
            var me = world().scheduler().running();
            while (true) {
                me.sleep(1_000_000 + world().chance().below(2_000_000));
                try {
                    if (!world().faults().healed() && world().chance().in(0.5)) {
                        kit().database().transact(() -> closeOne(life));
                    } else {
                        kit().database().transact(() -> lookAgain(life));
                    }
                } catch (Outage | StatementFailed later) {
                    world().scheduler().note("housekeeping comes again");
                }
            }
        });
    }

    private static Instant now(Life life) {
        return life.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void accept(String council, ReferralAcceptedV1 fact, Life life) {
        var database = kit().database();
        var family = survivor(council, fact.familyId());
        var key = new Own(council, family.toString());
        var known = database.statement("place", () -> places(key));
        boolean isAnswered = database.statement(
                "decision", () -> database.get(decisions, fact.referralId().toString()) != null);
        if (known.isPresent() && isAnswered) {
            return;
        }
        var before = known.orElse(null);
        boolean isProtected = fact.addressProtected() || (before != null && before.addressProtected());
        boolean told = fact.areaCode() != null || fact.districtCode() != null;
        var area = isProtected ? null : told || before == null ? fact.areaCode() : before.area();
        var district = told || before == null ? fact.districtCode() : before.district();
        var outcome =
                place(council, family, before, fact.referralId(), area, district, isProtected, fact.acceptedAt(), life);
        database.run("note decision", () -> {
            if (!database.putNew(decisions, fact.referralId().toString(), outcome)) {
                throw new Breach("I2 one answer", "referral " + fact.referralId() + " was answered twice");
            }
        });
    }

    private Optional<Place> places(Own key) {
        return Optional.ofNullable(kit().database().get(places, key));
    }

    private UUID survivor(String council, UUID family) {
        var database = kit().database();
        var id = family;
        while (true) {
            var key = new Own(council, id.toString());
            var next = database.statement("survivor", () -> Optional.ofNullable(database.get(joined, key)));
            if (next.isEmpty()) {
                return id;
            }
            id = next.get();
        }
    }

    /** Asks the policy, and does what it says. */
    private String place(
            String council,
            UUID family,
            @Nullable Place before,
            UUID referral,
            @Nullable String area,
            @Nullable String district,
            boolean isProtected,
            Instant at,
            Life life) {
        var team = before == null || before.state() != State.HELD ? null : before.team();
        var question = new FamilyToPlace(
                team == null ? null : new TeamCode(team),
                area == null ? null : new AreaCode(area),
                district == null ? null : new DistrictCode(district),
                isProtected,
                LocalDate.ofInstant(at, ZoneOffset.UTC));
        var key = new Own(council, family.toString());
        var placement = new PlacementPolicy(book, on -> Math.max(0, on.capacityPoints() - held(council, on.code())))
                .decide(question);
        return switch (placement) {
            case Placement.Stays stays -> {
                save(key, before, State.HELD, stays.team().value(), referral, area, district, isProtected, null, null);
                life.announce(
                        council,
                        new FamilyAllocatedV1(family, referral, stays.team().value(), "ALREADY_HELD", at),
                        false);
                yield "STAYED";
            }
            case Placement.Goes goes -> {
                save(key, before, State.HELD, goes.team().value(), referral, area, district, isProtected, null, null);
                move(council, goes.team().value(), 1);
                life.announce(
                        council,
                        new FamilyAllocatedV1(family, referral, goes.team().value(), "AREA", at),
                        false);
                yield "ALLOCATED";
            }
            case Placement.Waits waits -> {
                var wanted = waits.wanted() == null ? null : waits.wanted().value();
                save(key, before, State.WAITING, null, referral, area, district, isProtected, waits.reason(), wanted);
                life.announce(
                        council,
                        new FamilyWaitingV1(family, referral, waits.reason().name(), "ALLOCATION_DUTY", at, at),
                        false);
                yield "WAITING";
            }
        };
    }

    private void save(
            Own key,
            @Nullable Place before,
            State state,
            @Nullable String team,
            UUID referral,
            @Nullable String area,
            @Nullable String district,
            boolean isProtected,
            @Nullable WaitReason reason,
            @Nullable String wanted) {
        save(
                key,
                before,
                new Place(
                        state,
                        null,
                        team,
                        referral,
                        area,
                        district,
                        isProtected,
                        reason,
                        wanted,
                        null,
                        before == null ? 1 : before.version() + 1));
    }

    /** Writes the place unless somebody else did since it was read. */
    private void save(Own key, @Nullable Place before, Place after) {
        var database = kit().database();
        database.run("save place", () -> {
            var found = database.lock(places, key);
            if (!Objects.equals(found, before)) {
                throw database.refuse("The place changed meanwhile");
            }
            database.put(places, key, after);
        });
    }

    private Rooms rooms(String council) {
        var database = kit().database();
        return database.ofTransaction("rooms/" + council, () -> {
            var ledger = new Rooms();
            database.run(
                    "rooms",
                    () -> database.all(rooms).forEach((key, held) -> {
                        if (key.council().equals(council)) {
                            ledger.held.put(key.key(), held);
                        }
                    }));
            database.beforeCommit(() -> write(council, ledger));
            return ledger;
        });
    }

    private int held(String council, TeamCode team) {
        var ledger = rooms(council);
        return ledger.held.getOrDefault(team.value(), 0) + ledger.moves.getOrDefault(team.value(), 0);
    }

    private void move(String council, String team, int by) {
        rooms(council).moves.merge(team, by, Integer::sum);
    }

    private void write(String council, Rooms ledger) {
        var database = kit().database();
        ledger.moves.forEach((team, by) -> {
            if (by != 0) {
                database.run("write room", () -> {
                    var key = new Own(council, team);
                    var held = database.lock(rooms, key);
                    int now = (held == null ? 0 : held) + by;
                    int most = by < 0
                            ? Integer.MAX_VALUE
                            : book.team(new TeamCode(team), TODAY).orElseThrow().capacityPoints();
                    if (now > most) {
                        throw database.refuse("The team filled up meanwhile");
                    }
                    database.put(rooms, key, now);
                });
            }
        });
    }

    private void join(String council, FamilyJoinedV1 fact, Life life) {
        var database = kit().database();
        var goneKey = new Own(council, fact.absorbedFamilyId().toString());
        var gone = database.statement("place", () -> places(goneKey)).orElse(null);
        var survivor = survivor(council, fact.survivorFamilyId());
        if (gone != null && gone.state() != State.JOINED) {
            var key = new Own(council, survivor.toString());
            var before = database.statement("place", () -> places(key)).orElse(null);
            if (gone.state() == State.HELD) {
                heldWasAbsorbed(council, survivor, key, before, gone, fact.joinedAt(), life);
            } else if (gone.state() == State.WAITING && (before == null || before.state() == State.CLOSED)) {
                place(
                        council,
                        survivor,
                        before,
                        gone.referral(),
                        gone.area(),
                        gone.district(),
                        gone.addressProtected(),
                        fact.joinedAt(),
                        life);
            }
            save(
                    goneKey,
                    gone,
                    new Place(
                            State.JOINED,
                            gone.state(),
                            null,
                            gone.referral(),
                            null,
                            null,
                            gone.addressProtected(),
                            null,
                            null,
                            survivor,
                            gone.version() + 1));
        }
        database.run("note join", () -> database.put(joined, goneKey, fact.survivorFamilyId()));
    }

    private void heldWasAbsorbed(
            String council, UUID survivor, Own key, @Nullable Place before, Place gone, Instant at, Life life) {
        var team = Objects.requireNonNull(gone.team());
        if (before != null && before.state() == State.HELD) {
            move(council, team, -1);
            return;
        }
        save(
                key,
                before,
                State.HELD,
                team,
                gone.referral(),
                gone.area(),
                gone.district(),
                gone.addressProtected() || (before != null && before.addressProtected()),
                null,
                null);
        life.announce(council, new FamilyAllocatedV1(survivor, gone.referral(), team, "ALREADY_HELD", at), false);
    }

    /** A team ends its work with a family, which makes room. */
    private void closeOne(Life life) {
        var database = kit().database();
        var heldPlaces = database.statement(
                "held places",
                () -> database.all(places).entrySet().stream()
                        .filter(place -> place.getValue().state() == State.HELD)
                        .map(place -> Map.entry(place.getKey(), place.getValue()))
                        .toList());
        if (heldPlaces.isEmpty()) {
            return;
        }
        var one = world().chance().of(heldPlaces);
        var place = one.getValue();
        var team = Objects.requireNonNull(place.team());
        save(
                one.getKey(),
                place,
                State.CLOSED,
                null,
                place.referral(),
                place.area(),
                place.district(),
                place.addressProtected(),
                null,
                null);
        move(one.getKey().council(), team, -1);
        life.announce(
                one.getKey().council(),
                new FamilyClosedV1(UUID.fromString(one.getKey().key()), team, "NEEDS_MET", now(life)),
                false);
    }

    /** Looks again at families that wait for a team which was full. */
    private void lookAgain(Life life) {
        var database = kit().database();
        var waiting = database.statement(
                "waiting places",
                () -> database.all(places).entrySet().stream()
                        .filter(place -> place.getValue().state() == State.WAITING
                                && place.getValue().reason() == WaitReason.TEAM_FULL)
                        .map(place -> Map.entry(place.getKey(), place.getValue()))
                        .toList());
        for (var one : waiting) {
            var place = one.getValue();
            var council = one.getKey().council();
            var team = book.team(new TeamCode(Objects.requireNonNull(place.wanted())), TODAY)
                    .orElseThrow();
            if (team.capacityPoints() - held(council, team.code()) > 0) {
                place(
                        council,
                        UUID.fromString(one.getKey().key()),
                        place,
                        place.referral(),
                        place.area(),
                        place.district(),
                        place.addressProtected(),
                        now(life),
                        life);
            }
        }
    }

    /** Every accepted family has exactly one team or queue item, and rooms add up (I2, I3, I7). */
    void check(Map<String, FrontDoor.Referral> referrals, Set<String> heard) {
        for (var referral : heard) {
            if (!decisions.committed().containsKey(referral)) {
                throw new Breach("I2 one answer", "referral " + referral + " was heard and has no answer");
            }
            var said = Objects.requireNonNull(referrals.get(referral));
            mustStand(said.council(), said.family());
        }
        for (var referral : decisions.committed().keySet()) {
            var said = referrals.get(referral);
            if (said == null || !said.accepted()) {
                throw new Breach("I3 no allocation without referral", referral + " was answered and never accepted");
            }
        }
        var counted = new TreeMap<Own, Integer>();
        places.committed().forEach((key, place) -> {
            if (place.state() == State.HELD) {
                counted.merge(new Own(key.council(), Objects.requireNonNull(place.team())), 1, Integer::sum);
            }
        });
        var kept = new TreeMap<Own, Integer>();
        rooms.committed().forEach((key, held) -> {
            if (held != 0) {
                kept.put(key, held);
            }
        });
        if (!counted.equals(kept)) {
            throw new Breach("I7 sums", "teams hold " + counted + " and are said to hold " + kept);
        }
        kept.forEach((key, held) -> {
            if (held > book.team(new TeamCode(key.key()), TODAY).orElseThrow().capacityPoints()) {
                throw new Breach("I7 sums", "team " + key + " holds more than it has room for: " + held);
            }
        });
    }

    private void mustStand(String council, UUID family) {
        var seen = new HashSet<UUID>();
        var id = family;
        while (seen.add(id)) {
            var place = places.committed().get(new Own(council, id.toString()));
            if (place == null) {
                throw new Breach("I2 one place", "family " + id + " was accepted and stands nowhere");
            }
            if (place.state() != State.JOINED || place.before() == State.CLOSED) {
                return;
            }
            id = Objects.requireNonNull(place.joinedInto());
        }
        throw new Breach("I2 one place", "family " + family + " was joined into itself");
    }

    /** Team of each held family, nothing for one that waits or was closed. */
    Map<Own, String> standing() {
        var standing = new TreeMap<Own, String>();
        places.committed().forEach((key, place) -> {
            if (place.state() != State.JOINED) {
                standing.put(
                        key,
                        place.state() == State.HELD
                                ? Objects.requireNonNull(place.team())
                                : place.state().name());
            }
        });
        return standing;
    }

    List<String> areas() {
        return new ArrayList<>(List.of(AREA, AREA, AREA, AREA_OF_A_SMALL_TEAM, AREA_OF_A_LATER_TEAM, AREA_OF_NOBODY));
    }
}
