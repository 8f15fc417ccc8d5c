package org.kith.launcher.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.kith.launcher.campaign.Letters.Worry;
import org.kith.launcher.campaign.Receipts.Receipt;
import org.kith.launcher.campaign.Web.Reply;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes on in a county while things break: agencies and neighbours refer, the front door decides, managers name leads, move
 * and close, practitioners accept and write, families are joined. Whoever refers tries again with the same key until there is a
 * receipt; everybody else shrugs and goes on.
 */
final class Load {

    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    static final String AGENCY = "example-police";

    private static final int AGENCY_CALLERS = 3;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final Duration HELD_LOOK = Duration.ofMillis(100);

    private static final int KNOWN_FAMILIES = 400;

    private final Web web;
    private final Tokens tokens;
    private final Receipts receipts;
    private final List<String> teams;
    private final List<String> knownFamilies;
    private final long seed;
    private final Letters letters;
    private final AtomicLong nextNumber = new AtomicLong();
    private final AtomicLong nextHousehold = new AtomicLong();
    private final Map<String, AtomicInteger> acts = new ConcurrentHashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private final List<Thread> callers = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean open = true;
    private volatile boolean held;
    private volatile Instant giveUp = Instant.MAX;

    Load(Web web, Tokens tokens, Receipts receipts, List<String> teams, List<String> knownFamilies, long seed) {
        this.web = web;
        this.tokens = tokens;
        this.receipts = receipts;
        this.teams = teams;
        this.knownFamilies = knownFamilies;
        this.seed = seed;
        this.letters = new Letters(seed);
    }

    /** Begins; everybody draws what they do from the seed. */
    void begin() {
        for (int i = 0; i < AGENCY_CALLERS; i++) {
            callers.add(person("agency-" + i, i, this::refer));
        }
        callers.add(person("neighbour", 10, this::raiseAWorry));
        workers.add(person("screening", 20, this::screen));
        workers.add(person("manager", 21, this::manage));
        workers.add(person("duty", 22, this::placeWaiting));
        workers.add(person("practitioner", 23, this::help));
        workers.add(person("joiner", 24, this::join));
        workers.add(person("analyst", 25, this::recordOutcome));
    }

    private interface Act {
        void once(SplittableRandom random);
    }

    private Thread person(String name, int number, Act act) {
        var random = new SplittableRandom(seed * 101 + number);
        return Thread.ofPlatform().daemon().name("campaign-" + name).start(() -> {
            while (open) {
                if (held) {
                    rest(HELD_LOOK);
                    continue;
                }
                try {
                    act.once(random);
                } catch (Obstacle e) {
                    // no token just now
                    count("no-token");
                    rest(Duration.ofMillis(500));
                } catch (RuntimeException e) {
                    count("no-token");
                    LOG.debug("{} could not act", name, e);
                    rest(Duration.ofMillis(500));
                }
                rest(Duration.ofMillis(40 + random.nextInt(160)));
            }
        });
    }

    /** Nobody begins anything new until they are told to go on: a service that is started has the machine to itself. */
    void hold() {
        held = true;
    }

    void goOn() {
        held = false;
    }

    /** Nobody begins anything new. */
    void end() {
        open = false;
    }

    /** Waits until everybody who refers has a receipt; whoever has none by then was let down. */
    void settle(Duration limit) {
        giveUp = Instant.now().plus(limit);
        try {
            for (var caller : callers) {
                caller.join();
            }
            for (var worker : workers) {
                worker.join(limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Receipts of this episode. */
    int taken() {
        return taken.get();
    }

    Map<String, AtomicInteger> acts() {
        return acts;
    }

    synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    private synchronized void breach(String text) {
        breaches.add(text);
    }

    private void count(String act) {
        acts.computeIfAbsent(act, name -> new AtomicInteger()).incrementAndGet();
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- whoever refers

    private void refer(SplittableRandom random) {
        boolean sibling = nextHousehold.get() > 3 && random.nextInt(6) == 0;
        long household = sibling ? random.nextLong(nextHousehold.get()) : nextHousehold.getAndIncrement();
        var worry = letters.worry(nextNumber.getAndIncrement(), household);
        var key = letters.key(worry.number());
        var first = referUntilTaken(key, worry);
        if (first.isEmpty()) {
            return;
        }
        if (random.nextInt(5) == 0) {
            // the answer was lost on the way, so the client asks again
            var again = post(key, worry.letter());
            if (again.isGood() && !again.text("reference").equals(first.get().text("reference"))) {
                breach("R3 the key " + key + " has two receipts");
            }
        }
        if (random.nextInt(15) == 0) {
            var other = post(
                    key, letters.worry(worry.number() + 1_000_000, household).letter());
            if (other.isGood()) {
                breach("R3 the key " + key + " was taken with another content");
            }
        }
    }

    private Optional<Reply> referUntilTaken(String key, Worry worry) {
        var pause = Duration.ofMillis(100);
        while (true) {
            var reply = post(key, worry.letter());
            if (reply.isGood() && reply.text("receiptToken").isEmpty()) {
                breach("R2 " + key + " was answered " + reply.status() + " without a receipt");
                return Optional.empty();
            }
            if (reply.isGood()) {
                receipts.keep(new Receipt(key, reply.text("reference"), reply.text("receiptToken"), worry.danger()));
                taken.incrementAndGet();
                count("referral");
                return Optional.of(reply);
            }
            count("intake-" + reply.status());
            if (!reply.isPassing()) {
                breach("Intake answered " + reply.status() + " " + reply.text("code")
                        + reply.body().path("errors") + " to a good letter");
                return Optional.empty();
            }
            if (Instant.now().isAfter(giveUp)) {
                breach("Intake still answers " + reply.status() + " " + reply.text("code")
                        + " after everything was healed");
                return Optional.empty();
            }
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private Reply post(String key, Map<String, Object> letter) {
        return web.post(
                Part.REFERRAL,
                "/referrals",
                tokens.machine(AGENCY, tokens.agenciesSecret()),
                letter,
                Map.of("Idempotency-Key", key));
    }

    private void raiseAWorry(SplittableRandom random) {
        long number = nextNumber.getAndIncrement();
        var reply = web.fillIn("/worries/whole", "/worries", letters.typed(number));
        int at = reply.location().indexOf("/receipt/");
        if (at >= 0) {
            var token = reply.location().substring(at + "/receipt/".length()).replaceAll("[?;].*", "");
            receipts.keep(new Receipt("-", "-", token, false));
            taken.incrementAndGet();
            count("public-referral");
        } else {
            count("public-" + reply.status());
        }
        rest(Duration.ofMillis(random.nextInt(700)));
    }

    // ---- whoever works with them

    private void screen(SplittableRandom random) {
        var token = tokens.person(Workforce.SCREENING);
        var list = web.get(Part.REFERRAL, "/screening?offset=0&limit=20", token);
        for (var item : list.body().path("items")) {
            if (!open) {
                return;
            }
            var referral = item.path("referralId").asString();
            if (random.nextInt(3) == 0) {
                web.get(Part.REFERRAL, "/screening/" + referral, token);
            }
            var decision = switch (random.nextInt(10)) {
                case 0 ->
                    Map.<String, Object>of(
                            "decision",
                            "DECLINE",
                            "level",
                            1,
                            "reasonCode",
                            "BELOW_THRESHOLD",
                            "reason",
                            "Made-up reason");
                case 1 ->
                    Map.<String, Object>of(
                            "decision",
                            "SIGNPOST",
                            "level",
                            2,
                            "serviceCode",
                            "EARLY_HELP",
                            "reason",
                            "Made-up reason");
                default -> Map.<String, Object>of("decision", "ACCEPT", "level", 3, "reason", "Made-up reason");
            };
            var decided = web.post(Part.REFERRAL, "/screening/" + referral + "/decision", token, decision, Map.of());
            count(decided.isGood() ? "decision" : "decision-" + decided.status());
            var family = decided.text("familyId");
            if (decided.isGood() && !family.isEmpty() && "ACCEPT".equals(decision.get("decision"))) {
                synchronized (knownFamilies) {
                    knownFamilies.add(family);
                    if (knownFamilies.size() > KNOWN_FAMILIES) {
                        knownFamilies.removeFirst();
                    }
                }
            }
        }
    }

    private void manage(SplittableRandom random) {
        var team = teams.get(random.nextInt(teams.size()));
        var token = tokens.person(Workforce.manager(team));
        var board = web.get(Part.ALLOCATION, "/teams/" + team + "/board?offset=0&limit=200", token);
        int held = board.body().path("families").size();
        int named = 0;
        for (var family : board.body().path("families")) {
            if (!open) {
                return;
            }
            var path = "/families/" + family.path("familyId").asString();
            boolean led = !family.path("leadWorkerId").asString("").isEmpty();
            if (!led && named < 3) {
                named++;
                note(
                        "lead",
                        web.post(
                                Part.ALLOCATION,
                                path + "/lead",
                                token,
                                Map.of("workerId", Workforce.socialWorker(team, random.nextInt(6))),
                                Map.of()));
            } else if (led && random.nextInt(Math.max(2, 80 - held)) == 0) {
                note(
                        "close",
                        web.post(Part.ALLOCATION, path + "/close", token, Map.of("reasonCode", "NEEDS_MET"), Map.of()));
            } else if (random.nextInt(60) == 0) {
                note(
                        "transfer",
                        web.post(
                                Part.ALLOCATION,
                                path + "/transfer",
                                token,
                                Map.of(
                                        "teamCode",
                                        teams.get(random.nextInt(teams.size())),
                                        "reasonCode",
                                        "MOVED",
                                        "note",
                                        "Made-up reason"),
                                Map.of()));
            }
        }
    }

    private void placeWaiting(SplittableRandom random) {
        var token = tokens.person(Workforce.DUTY);
        var queue = web.get(Part.ALLOCATION, "/allocation-queue?offset=0&limit=20", token);
        for (var item : queue.body().path("items")) {
            if (open && random.nextInt(3) == 0) {
                note(
                        "place",
                        web.post(
                                Part.ALLOCATION,
                                "/families/" + item.path("familyId").asString() + "/place",
                                token,
                                Map.of("teamCode", teams.get(random.nextInt(teams.size())), "reason", "Made-up reason"),
                                Map.of()));
            }
        }
        rest(Duration.ofMillis(500));
    }

    private void help(SplittableRandom random) {
        var names = List.of("substance", "survivor", "perpetrator", "mental");
        var who = names.get(random.nextInt(names.size())) + "-"
                + teams.get(random.nextInt(teams.size())).toLowerCase(Locale.ROOT);
        var token = tokens.person(who);
        var tray = web.get(Part.SPECIALIST, "/tray?offset=0&limit=50", token);
        for (var item : tray.body().path("items")) {
            if (!open) {
                return;
            }
            var path = "/requests/" + item.path("requestId").asString();
            if (item.path("acceptedAt").asString("").isEmpty()) {
                if (random.nextInt(12) == 0) {
                    note(
                            "hand-back",
                            web.post(
                                    Part.SPECIALIST,
                                    path + "/hand-back",
                                    token,
                                    Map.of("reasonCode", "NO_ROOM", "note", "Made-up reason"),
                                    Map.of()));
                } else {
                    note("accept", web.post(Part.SPECIALIST, path + "/accept", token, Map.of(), Map.of()));
                }
            } else if (random.nextInt(3) == 0) {
                note(
                        "input",
                        web.post(
                                Part.SPECIALIST,
                                path + "/inputs",
                                token,
                                Map.of("kindCode", "VISIT", "text", "Made-up visit"),
                                Map.of()));
            } else if (random.nextInt(3) == 0) {
                note("finish", web.post(Part.SPECIALIST, path + "/finish", token, Map.of(), Map.of()));
            }
        }
    }

    private void join(SplittableRandom random) {
        rest(Duration.ofMillis(1_500 + random.nextInt(1_500)));
        String survivor;
        String absorbed;
        synchronized (knownFamilies) {
            if (knownFamilies.size() < 4) {
                return;
            }
            survivor = knownFamilies.get(random.nextInt(knownFamilies.size()));
            absorbed = knownFamilies.remove(random.nextInt(knownFamilies.size()));
        }
        if (!survivor.equals(absorbed)) {
            note(
                    "join",
                    web.post(
                            Part.REFERRAL,
                            "/families/" + survivor + "/join",
                            tokens.person(Workforce.SCREENING),
                            Map.of("absorbedFamilyId", absorbed, "reason", "Made-up reason: one family after all"),
                            Map.of()));
        }
    }

    private void recordOutcome(SplittableRandom random) {
        rest(Duration.ofMillis(300 + random.nextInt(600)));
        String family;
        synchronized (knownFamilies) {
            if (knownFamilies.isEmpty()) {
                return;
            }
            family = knownFamilies.get(random.nextInt(knownFamilies.size()));
        }
        var file = web.get(Part.REFERRAL, "/families/" + family, tokens.person(Workforce.SCREENING));
        for (var person : file.body().path("people")) {
            if (person.path("kind").asString("").equals("CHILD")) {
                note(
                        "outcome",
                        web.post(
                                Part.OUTCOMES,
                                "/outcomes",
                                tokens.person(Workforce.PERFORMANCE),
                                Map.of(
                                        "familyId",
                                        family,
                                        "childId",
                                        person.path("personId").asString(),
                                        "kindCode",
                                        "PROTECTION_PLAN_START",
                                        "happenedOn",
                                        LocalDate.now(ENGLAND).toString()),
                                Map.of()));
                return;
            }
        }
    }

    private void note(String act, Reply reply) {
        count(reply.isGood() ? act : act + "-" + reply.status());
    }
}
