package org.kith.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import org.kith.contracts.referral.FamilyJoinedV1;
import org.kith.contracts.referral.ReferralAcceptedV1;
import org.kith.platform.inbox.Envelope;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.HeardStream.State;
import org.kith.platform.inbox.Inbox;
import org.kith.platform.inbox.InboxStore.TopicPlace;
import org.kith.platform.inbox.StreamKey;
import org.kith.platform.outbox.FactJson;
import org.kith.simulation.Broker.Partition;
import org.kith.simulation.Kit.HeardKey;
import org.kith.simulation.Kit.Own;
import org.kith.simulation.Kit.Place;

/** Three services, two machines each, one broker; what people ask of them, what befalls them, and what must be true at the end. */
final class World {

    static final List<String> COUNCILS = List.of("E10000017", "E10000014");

    private static final long SECOND = 1_000_000;
    private static final long LONGEST_IDLE = 20 * SECOND;
    private static final long PATIENCE = 900 * SECOND;

    private final Chance chance;
    private final Design design;
    private final Scheduler scheduler;
    private final Faults faults;
    private final Promises promises = new Promises();
    private final Broker broker;
    private final Positions.Topic positions;
    private final boolean reconciles;
    private final FrontDoor frontDoor;
    private final Allocation allocation;
    private final Reports reports;
    private final List<Service> services;
    private final List<Machine> machines = new ArrayList<>();
    private final Set<UUID> refused = new HashSet<>();
    private final Set<UUID> bugs = new HashSet<>();
    private final Map<String, Integer> befell = new TreeMap<>();
    private final Map<String, Map<StreamKey, Long>> blocked = new HashMap<>();
    private final Map<String, Map<Service.Hears, Feed>> shownFeeds = new HashMap<>();
    private final long relayPause;
    private boolean bugsFixed;
    private int restsSeen;
    private String unrest = "";

    World(long seed, Design design, @Nullable Consumer<String> log) {
        this.chance = new Chance(seed);
        this.design = design;
        this.scheduler = new Scheduler(log);
        this.faults = new Faults(chance);
        this.broker = new Broker(scheduler, chance, faults, promises);
        this.positions = new Positions.Topic(broker, chance, faults);
        this.reconciles = !chance.in(0.3);
        this.relayPause = chance.of(List.of(30_000L, 200_000L, 500_000L));
        this.frontDoor = new FrontDoor(this);
        this.allocation = new Allocation(this);
        this.reports = new Reports(this);
        this.services = List.of(frontDoor, allocation, reports);
    }

    Chance chance() {
        return chance;
    }

    Design design() {
        return design;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Faults faults() {
        return faults;
    }

    Promises promises() {
        return promises;
    }

    Broker broker() {
        return broker;
    }

    Positions.Topic positions() {
        return positions;
    }

    /** Without reconciliation relay and inbox must do alone; then the broker keeps what it acknowledged. */
    boolean reconciles() {
        return reconciles;
    }

    /** How long a relay with nothing to do waits before it looks again. */
    long relayPause() {
        return faults.healed() ? 500_000 : relayPause;
    }

    boolean isRefused(UUID referral) {
        return refused.contains(referral);
    }

    /** Some reactions fail until somebody mends the code. */
    void maybeBug(UUID referral) {
        if (!bugsFixed && bugs.contains(referral)) {
            throw new IllegalStateException("A reaction with a bug");
        }
    }

    /** What befell the machines, by kind. */
    Map<String, Integer> befell() {
        return befell;
    }

    long factsSaid() {
        return services.stream()
                .mapToLong(service -> service.kit().journal.committed().size())
                .sum();
    }

    /**
     * Lives through it: load and faults, then healing, rest, the checks at rest, and everything once more from the first record.
     *
     * @return what went wrong, if anything did
     */
    @Nullable Throwable live() {
        try {
            begin();
            long load = 6 * SECOND + chance.between(0, 10 * SECOND);
            plan(load);
            scheduler.at(load, this::heal);
            if (!scheduler.run(load + PATIENCE)) {
                throw new Breach("liveness", "no rest after " + PATIENCE / SECOND + " s: " + unrest);
            }
            throwFailure();
            scheduler.end();
            throwFailure();
            // whoever was in the middle of something is gone, and the database notices
            services.forEach(service -> service.kit().database().endSessions());
            checkAtRest();
            hearEverythingAgain();
            return null;
        } catch (RuntimeException | Error fault) {
            return fault;
        } finally {
            scheduler.end();
        }
    }

    private void throwFailure() {
        var failure = scheduler.failure();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException fault) {
            throw fault;
        }
    }

    private void begin() {
        for (var service : services) {
            for (int number = 0; number < 2; number++) {
                var machine =
                        new Machine(scheduler, service.name() + number, started -> service.new Life(started).begin());
                machines.add(machine);
                machine.start();
            }
        }
        broker.watchGroups(2 * SECOND, 8 * SECOND);
    }

    private void plan(long load) {
        planErrands(load);
        int accidents = chance.below(10);
        for (int i = 0; i < accidents; i++) {
            scheduler.at(chance.between(SECOND / 2, load), this::accident);
        }
    }

    private void planErrands(long load) {
        var families = new ArrayList<UUID>();
        int most = 3 + chance.below(5);
        for (int i = 0; i < most; i++) {
            families.add(chance.uuid());
        }
        double joins = chance.of(List.of(0.0, 0.1, 0.25));
        double poison = chance.of(List.of(0.0, 0.0, 0.06));
        double refusals = chance.of(List.of(0.0, 0.1));
        double bugged = chance.of(List.of(0.0, 0.08));
        double abandoned = chance.of(List.of(0.0, 0.15));
        int errands = 6 + chance.below(14);
        for (int i = 0; i < errands; i++) {
            var referral = chance.uuid();
            if (chance.in(refusals)) {
                refused.add(referral);
            } else if (chance.in(bugged)) {
                bugs.add(referral);
            }
            int number = chance.below(families.size());
            var family = families.get(number);
            var council = COUNCILS.get(number % COUNCILS.size());
            boolean join = chance.in(joins) && number >= COUNCILS.size();
            boolean isProtected = chance.in(0.1);
            var area = isProtected || chance.in(0.1) ? null : chance.of(allocation.areas());
            var errand = new FrontDoor.Errand(
                    council,
                    referral,
                    join ? families.get(number - COUNCILS.size()) : family,
                    join ? family : null,
                    chance.in(0.85),
                    chance.in(poison),
                    chance.in(abandoned),
                    area,
                    area == null
                            ? (chance.in(0.2) ? Allocation.OTHER_DISTRICT : Allocation.DISTRICT)
                            : area.substring(0, 9),
                    isProtected);
            scheduler.at(chance.between(0, load), () -> frontDoor.ask(errand));
        }
    }

    private void befalls(String what) {
        befell.merge(what, 1, Integer::sum);
    }

    /** One thing goes wrong. */
    private void accident() {
        var machine = chance.of(machines);
        switch (chance.below(15)) {
            case 0, 1, 2 -> {
                befalls("crash");
                machine.crash(chance.between(0, 3 * SECOND));
                scheduler.in(chance.between(SECOND / 5, 6 * SECOND), machine::start);
            }
            case 3, 4, 5 -> {
                befalls("pause");
                machine.pause(
                        chance.in(0.5) ? chance.between(SECOND, 25 * SECOND) : chance.between(1, SECOND), LONGEST_IDLE);
            }
            case 6 -> {
                befalls("clock");
                machine.shiftClock(chance.between(-120 * SECOND, 120 * SECOND));
            }
            case 7 -> {
                befalls("database restart");
                chance.of(services).kit().database().restart(chance.between(SECOND / 10, 4 * SECOND));
            }
            case 8, 9 -> {
                befalls("broker away");
                broker.goAway(chance.between(SECOND / 10, 10 * SECOND));
            }
            case 10 -> {
                befalls("rebalance");
                var groups = List.copyOf(broker.groups().values());
                if (!groups.isEmpty()) {
                    chance.of(groups).spread();
                }
            }
            case 11 -> {
                befalls("places forgotten");
                broker.groups().values().forEach(Broker.Group::forgetPlaces);
            }
            case 12, 13 -> disturbLog();
            default -> {
                befalls("database clock");
                chance.of(services).kit().database().shiftClock(chance.between(-SECOND, 4 * SECOND));
            }
        }
    }

    private void disturbLog() {
        var partitions = List.copyOf(broker.logs().keySet());
        if (partitions.isEmpty()) {
            return;
        }
        var partition = chance.of(partitions);
        var log = broker.log(partition);
        switch (chance.below(4)) {
            case 0 -> {
                if (reconciles) {
                    cut(partition);
                }
            }
            case 3 -> {
                if (reconciles) {
                    garble(partition);
                }
            }
            case 1 -> {
                befalls("stray");
                broker.append(partition, new Broker.Message("nobody", null, "stray " + scheduler.now()));
            }
            default -> {
                befalls("said again");
                for (int i = chance.below(5); i > 0 && !log.isEmpty(); i--) {
                    broker.append(partition, chance.of(log));
                }
            }
        }
    }

    /** Loses the end of a log; what all have read already is no loss, so often the readers stand still before it. */
    private void cut(Partition partition) {
        befalls("log cut");
        if (chance.in(0.6)) {
            machines.stream()
                    .filter(machine -> !machine.toString().startsWith("referral"))
                    .forEach(machine -> machine.pause(chance.between(4 * SECOND, 8 * SECOND), LONGEST_IDLE));
        }
        int times = 1 + chance.below(3);
        for (int i = 0; i < times; i++) {
            scheduler.in(
                    chance.between(0, 4 * SECOND),
                    () -> broker.truncate(partition, chance.in(0.3) ? Integer.MAX_VALUE : 1 + chance.below(6)));
        }
    }

    /** From now on, for a while, what arrives in a partition lies there with its end missing. */
    private void garble(Partition partition) {
        befalls("bytes spoiled");
        broker.spoil(partition, chance.between(SECOND / 2, 6 * SECOND));
    }

    /** All faults end; people mend what is left. */
    private void heal() {
        scheduler.note("heal");
        faults.heal();
        bugsFixed = true;
        machines.forEach(machine -> {
            machine.rightClock();
            machine.start();
        });
        for (var service : services) {
            // an operator beside each service, who looks every now and then until all is well
            var desk = new Machine(
                    scheduler,
                    "operator of " + service.name(),
                    started -> started.begin("operator", () -> {
                        var life = service.new Life(started);
                        while (true) {
                            scheduler.running().sleep(5 * SECOND);
                            try {
                                life.replayParked();
                            } catch (Outage | StatementFailed later) {
                                scheduler.note("the operator tries later");
                            }
                        }
                    }));
            if (!service.hears().isEmpty()) {
                desk.start();
            }
        }
        lookForRest();
    }

    private void lookForRest() {
        blocked.clear();
        unrest = unrest();
        restsSeen = unrest.isEmpty() ? restsSeen + 1 : 0;
        if (restsSeen >= 2) {
            scheduler.stop();
        } else {
            scheduler.in(2 * SECOND + 300_000, this::lookForRest);
        }
    }

    /** What still has to happen; empty at rest. */
    private String unrest() {
        if (!frontDoor.hasAnsweredAll()) {
            return "somebody has no answer";
        }
        if (broker.isDown()
                || services.stream()
                        .anyMatch(service -> service.kit().database().isDown())) {
            return "a server is still away";
        }
        for (var service : services) {
            if (!service.kit().queue.committed().isEmpty()) {
                return "I6: " + service.name() + " has "
                        + service.kit().queue.committed().size() + " facts unsent";
            }
        }
        for (var service : services) {
            for (var heard : service.hears()) {
                var standing = unheard(service, heard);
                if (!standing.isEmpty()) {
                    return standing;
                }
            }
        }
        return "";
    }

    private String unheard(Service service, Service.Hears heard) {
        for (int number = 0; number < Broker.PARTITIONS; number++) {
            for (var message : broker.log(new Partition(heard.topic(), number))) {
                // what took the place of something that was cut off may never be read
                if (message.fact() == null
                        && !befell.containsKey("log cut")
                        && !isQuarantined(service, heard, message.stray())) {
                    return heard.consumer() + " passed over " + message.stray();
                }
            }
        }
        for (var head : publisher(heard.publisher()).heads.committed().entrySet()) {
            if (head.getValue().lastSequence() == 0) {
                continue;
            }
            var stream = stream(heard.publisher(), head.getKey());
            var row = service.kit().streams.committed().get(new HeardKey(heard.consumer(), stream));
            long last = row == null ? 0 : row.lastSequence();
            long block = blockedAt(service, heard, stream);
            long wanted = Math.min(head.getValue().lastSequence(), block - 1);
            if (last != wanted) {
                return "%s has heard %d of %d of %s and is %s"
                        .formatted(heard.consumer(), last, wanted, stream, row == null ? "new" : row.state());
            }
            var state = row == null ? State.OK : row.state();
            if (block == Long.MAX_VALUE
                    ? state != State.OK
                    : state != State.PARKED && state != State.WAITING_FOR_JOIN) {
                return heard.consumer() + " stands at " + stream + " as " + state;
            }
            for (long place = block; place <= head.getValue().lastSequence(); place++) {
                if (!isParked(service, heard, stream, place)) {
                    return heard.consumer() + " has not parked " + place + " of " + stream;
                }
            }
        }
        return "";
    }

    private static boolean isParked(Service service, Service.Hears heard, StreamKey stream, long place) {
        var key = new HeardKey(heard.consumer(), stream);
        var found = service.kit().parked.committed().ceilingKey(new Kit.ParkedKey(key, place, ""));
        return found != null && found.heard().equals(key) && found.sequence() == place;
    }

    private static StreamKey stream(String publisher, Own own) {
        return new StreamKey(own.council(), publisher, own.key());
    }

    private Kit publisher(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow()
                .kit();
    }

    private Feed shownFeed(Service service, Service.Hears heard) {
        return shownFeeds
                .computeIfAbsent(service.name(), first -> new LinkedHashMap<>())
                .computeIfAbsent(heard, first -> {
                    var nowhere = new Machine(scheduler, "nowhere", started -> {});
                    return service.new Life(nowhere).feed(heard);
                });
    }

    /** The first place of a stream that this consumer can never get over: poison, or a join that waits for poison. */
    private long blockedAt(Service service, Service.Hears heard, StreamKey stream) {
        var known = blocked.computeIfAbsent(heard.consumer(), first -> new HashMap<>());
        var found = known.get(stream);
        if (found != null) {
            return found;
        }
        long block = Long.MAX_VALUE;
        var own = new Own(stream.council(), stream.key());
        var journal = publisher(stream.publisher()).journal.committed();
        for (var said : journal.subMap(new Place(own, 1), new Place(own, Long.MAX_VALUE))
                .entrySet()) {
            if (blocks(service, heard, stream, said.getValue())) {
                block = said.getKey().sequence();
                break;
            }
        }
        known.put(stream, block);
        return block;
    }

    private boolean blocks(Service service, Service.Hears heard, StreamKey stream, Kit.Said said) {
        if (!shownFeed(service, heard).wireNames().contains(said.type())) {
            return false;
        }
        if (said.type().equals("family.joined.v1")) {
            var join = read(said, FamilyJoinedV1.class);
            return join != null
                    && join.familyId().equals(join.survivorFamilyId())
                    && blockedAt(
                                    service,
                                    heard,
                                    new StreamKey(
                                            stream.council(),
                                            stream.publisher(),
                                            join.absorbedFamilyId().toString()))
                            <= join.absorbedLastSequence();
        }
        return said.type().equals("referral.accepted.v1") && read(said, ReferralAcceptedV1.class) == null;
    }

    private static <T extends Announcement> @Nullable T read(Kit.Said said, Class<T> type) {
        try {
            return FactJson.read(said.payload().getBytes(StandardCharsets.UTF_8), type);
        } catch (FactJson.Unreadable e) {
            return null;
        }
    }

    /** Whether a consumer reacts to what was said at this place. */
    boolean isHeard(Feed feed, StreamKey stream, long sequence) {
        var said = publisher(stream.publisher())
                .journal
                .committed()
                .get(new Place(new Own(stream.council(), stream.key()), sequence));
        return said == null || feed.wireNames().contains(said.type());
    }

    /** How far the running transaction knows a consumer to have had effects of a family's stream. */
    long lastHeard(Service service, Feed feed, Envelope envelope, UUID family) {
        var heard = new HeardKey(
                feed.consumer(), new StreamKey(envelope.council(), envelope.publisher(), family.toString()));
        var database = service.kit().database();
        return database.statement("last effect", () -> {
            var last = database.all(service.kit().effects).lowerKey(new Kit.HeardPlace(heard, Long.MAX_VALUE));
            return last == null || !last.heard().equals(heard) ? 0L : last.sequence();
        });
    }

    private void checkAtRest() {
        blocked.clear();
        var rest = unrest();
        if (!rest.isEmpty()) {
            throw new Breach("rest", rest);
        }
        frontDoor.check();
        services.forEach(service -> service.hears().forEach(heard -> checkHeard(service, heard)));
        allocation.check(frontDoor.referrals(), acceptedAndHeard());
        reports.check(allocation.standing());
        checkTasks();
    }

    /** Each fact once, in order 1 to n, the very facts that were said (I4); parked is what was expected (I6). */
    private void checkHeard(Service service, Service.Hears heard) {
        var feed = shownFeed(service, heard);
        var kit = service.kit();
        var parkedWanted = new HashSet<String>();
        publisher(heard.publisher()).journal.committed().forEach((place, said) -> {
            var stream = stream(heard.publisher(), place.stream());
            var key = new HeardKey(heard.consumer(), stream);
            var at = new Kit.HeardPlace(key, place.sequence());
            var effect = kit.effects.committed().get(at);
            var refusal = kit.refusals.committed().get(at);
            boolean due = place.sequence() < blockedAt(service, heard, stream)
                    && feed.wireNames().contains(said.type());
            if (due && effect == null && refusal == null) {
                throw new Breach("I4 nothing lost", heard.consumer() + " never applied " + at);
            }
            if (!due && (effect != null || refusal != null)) {
                throw new Breach("I4 order", heard.consumer() + " applied " + at + " and should not have");
            }
            if (effect != null && (refusal != null || !effect.equals(said.eventId()))) {
                throw new Breach("I4 the same fact", heard.consumer() + " applied something else at " + at);
            }
            if (place.sequence() >= blockedAt(service, heard, stream)) {
                parkedWanted.add(key + "/" + place.sequence());
            }
        });
        kit.parked.committed().keySet().forEach(parked -> {
            if (parked.heard().consumer().equals(heard.consumer())
                    && !parkedWanted.contains(parked.heard() + "/" + parked.sequence())) {
                throw new Breach("I6 parked", "parked and not expected: " + parked);
            }
        });
    }

    private Set<String> acceptedAndHeard() {
        var heard = allocation.hears().getFirst();
        var accepted = new HashSet<String>();
        frontDoor.kit().journal.committed().forEach((place, said) -> {
            if (said.type().equals("referral.accepted.v1")
                    && place.sequence() < blockedAt(allocation, heard, stream("referral", place.stream()))) {
                var fact = Objects.requireNonNull(read(said, ReferralAcceptedV1.class));
                if (!refused.contains(fact.referralId())) {
                    accepted.add(fact.referralId().toString());
                }
            }
        });
        return accepted;
    }

    /** Whatever stands still, or was refused, is somebody's task; what is settled is not. */
    private void checkTasks() {
        var wanted = new HashSet<String>();
        var kit = allocation.kit();
        kit.streams.committed().forEach((key, row) -> {
            if (row.state() == State.PARKED) {
                wanted.add(InboxWork.taskKey(Inbox.PARKED_STREAM, key.stream()));
            }
        });
        kit.refusals
                .committed()
                .keySet()
                .forEach(place -> wanted.add(
                        InboxWork.taskKey(Inbox.HEARD_REFUSAL, place.heard().stream()) + "/" + place.sequence()));
        if (!wanted.equals(kit.tasks.committed().keySet())) {
            throw new Breach(
                    "I6 tasks",
                    "should be open: " + wanted + ", are open: "
                            + kit.tasks.committed().keySet());
        }
    }

    private static boolean isQuarantined(Service service, Service.Hears heard, String stray) {
        return service.kit().quarantine.committed().entrySet().stream()
                .anyMatch(row -> row.getKey().startsWith(heard.consumer() + "/")
                        && row.getValue().headers().equals(stray));
    }

    /** Everything again from the first record on: nothing may change (I14). */
    private void hearEverythingAgain() {
        for (var service : services) {
            var before = service.kit().database().picture(Kit.UNIMPORTANT);
            for (var heard : service.hears()) {
                var machine = new Machine(scheduler, "again", started -> {});
                machine.begin(heard.consumer(), () -> {
                    hearAgain(service, heard, machine);
                    scheduler.stop();
                });
                if (!scheduler.run(scheduler.now() + PATIENCE)) {
                    throw new Breach("liveness", heard.consumer() + " does not come to its end again");
                }
                throwFailure();
            }
            var after = service.kit().database().picture(Kit.UNIMPORTANT);
            before.forEach((table, rows) -> {
                if (!rows.equals(after.get(table))) {
                    throw new Breach(
                            "I14 hearing all again changes nothing", service.name() + "." + table + " changed");
                }
            });
        }
    }

    private void hearAgain(Service service, Service.Hears heard, Machine machine) {
        var life = service.new Life(machine);
        var feed = life.feed(heard);
        for (int number = 0; number < Broker.PARTITIONS; number++) {
            var log = broker.log(new Partition(heard.topic(), number));
            for (int place = 0; place < log.size(); place++) {
                var said = log.get(place).fact();
                if (said != null) {
                    life.inbox()
                            .apply(
                                    feed,
                                    new Inbox.Batch(
                                            List.of(org.kith.simulation.Consumer.heard(
                                                    log.get(place).publisher(), said)),
                                            List.of(),
                                            Map.of(new TopicPlace(heard.topic(), number), place + 1L)));
                }
            }
        }
    }
}
