package org.kith.launcher.bench;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.demo.Workforce;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Secrets;
import org.kith.launcher.services.Part;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who takes part: an agency that refers, a screening worker who decides, and teams with room for all families. */
final class Town implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    /** Keeps two cores busy; more only wait for each other. */
    static final int CLIENTS = 8;

    private static final int PRACTITIONERS_FOR_EACH = 3;

    private static final int ROOM = 1_000_000;

    private static final int MOST_REQUESTS = 200;

    private static final int PAGE = 200;

    private static final int TRIES = 6;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private static final byte[] ACCEPT =
            "{\"decision\":\"ACCEPT\",\"level\":3,\"reason\":\"Made-up example: the worries meet the threshold\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private static final byte[] CLOSE = "{\"reasonCode\":\"NEEDS_MET\"}".getBytes(StandardCharsets.UTF_8);

    private final Wires wires;
    private final Doors doors;
    private final Tokens tokens;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger letters;
    private final Deque<Open> undecided = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private int leftAside;

    /** A town whose families are all new to that Kith: one that is referred again costs more. */
    Town(MeasuredKith kith, Databases databases) {
        this.letters = new AtomicInteger((int) databases.number(Part.REFERRAL, "select count(*) from referral"));
        this.wires = new Wires(kith.ports());
        this.doors = new Doors(kith.installation());
        this.tokens = new Tokens(doors, Secrets.of(kith.installation().home()));
    }

    /** A referral that waits for its decision. */
    record Open(String referral, String family, int children, boolean callsForSpecialist) {}

    /** Rooms for every family, practitioners for every request, and the agency. */
    void prepare() {
        doors.post(
                        Part.IDENTITY,
                        "/clients",
                        tokens.operator(),
                        Map.of(
                                "clientId", "example-bench",
                                "secret", tokens.agenciesSecret(),
                                "agency", "POLICE",
                                "council", "E10000017",
                                "scopes", List.of("referrals.write"),
                                "kind", "agency"))
                .required();
        var hires = new ArrayList<Callable<Boolean>>();
        doors.get(Part.ALLOCATION, "/teams", tokens.operator())
                .required()
                .body()
                .forEach(team -> {
                    var code = team.path("code").asString();
                    hires.add(() -> makeRoom(code));
                    for (var discipline : List.of(
                            "SUBSTANCE_MISUSE",
                            "DOMESTIC_ABUSE_SURVIVOR",
                            "DOMESTIC_ABUSE_PERPETRATOR",
                            "MENTAL_HEALTH")) {
                        for (int i = 0; i < PRACTITIONERS_FOR_EACH; i++) {
                            var name = "bench-" + code + "-" + discipline + "-" + i;
                            hires.add(() -> hire(name, code, discipline));
                        }
                    }
                });
        allAtOnce(hires);
    }

    private boolean makeRoom(String team) {
        return doors.send(java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create(doors.address(Part.ALLOCATION) + "/teams/" + team))
                                .header("Authorization", "Bearer " + tokens.operator())
                                .header("Content-Type", "application/json")
                                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(
                                        "{\"capacityPoints\":" + ROOM + "}"))
                                .build())
                        .statusCode()
                == 200;
    }

    private boolean hire(String name, String team, String discipline) {
        var id = Workforce.id(name);
        doors.post(
                        Part.ALLOCATION,
                        "/workers",
                        tokens.operator(),
                        Map.of(
                                "workerId",
                                id,
                                "name",
                                "Robin Example-Wren",
                                "roles",
                                List.of(Map.of("role", "SPECIALIST", "teamCode", team))))
                .required();
        return doors.post(
                        Part.SPECIALIST,
                        "/practitioners",
                        tokens.operator(),
                        Map.of("workerId", id, "discipline", discipline, "teamCode", team, "capacity", MOST_REQUESTS))
                .isGood();
    }

    private void allAtOnce(List<? extends Callable<Boolean>> acts) {
        try (var workers = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<Boolean>>();
            acts.forEach(act -> running.add(workers.submit(() -> patiently(act))));
            for (var one : running) {
                if (!one.get()) {
                    throw new Obstacle(
                            "Something that was asked was not done: " + failures(),
                            "See the logs of the measured Kith");
                }
            }
        } catch (ExecutionException e) {
            throw new Obstacle("Something was not done: " + e.getCause(), "See the logs of the measured Kith", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Obstacle("Stopped while measuring", "Start it again: ./kith bench", e);
        }
    }

    /** A service that is asked for more than it can do says when to come again; so does one that has just started. */
    private static boolean patiently(Callable<Boolean> act) throws Exception {
        for (int tried = 1; tried < TRIES; tried++) {
            if (act.call()) {
                return true;
            }
            Thread.sleep(BETWEEN_TRIES);
        }
        return act.call();
    }

    String worker(String name) {
        return tokens.worker(name);
    }

    Wire.Reply get(Part part, String path, String token) {
        return noted("GET " + part.configuration() + path, () -> wires.to(part, wire -> wire.get(path, token)));
    }

    /** Keeps count of what did not go well, with its address but for the ids in it, so that a failure can be looked into. */
    private Wire.Reply noted(String what, Supplier<Wire.Reply> exchange) {
        try {
            var reply = exchange.get();
            if (!reply.isGood()) {
                count(what + ": " + reply.status());
            }
            return reply;
        } catch (UncheckedIOException e) {
            count(what + ": no answer");
            throw e;
        }
    }

    private void count(String failure) {
        failures.merge(ID.matcher(failure).replaceAll("{id}"), 1, Integer::sum);
    }

    /** What did not go well since this was last asked, and how often. */
    List<String> failures() {
        var said = failures.entrySet().stream()
                .map(failure -> failure.getKey() + ", " + failure.getValue() + " times")
                .sorted()
                .toList();
        failures.clear();
        return said;
    }

    /** Sends the next referral of all; whether it was accepted. */
    boolean refer(IntFunction<byte[]> letter) {
        int number = letters.getAndIncrement();
        var token = tokens.machine("example-bench", tokens.agenciesSecret());
        return noted(
                        "POST /referrals",
                        () -> wires.to(
                                Part.REFERRAL,
                                wire -> wire.post(
                                        "/referrals", token, letter.apply(number), "bench-" + run + "-" + number)))
                .isGood();
    }

    /** As the screening worker: accepts. */
    boolean accept(Open open) {
        var token = tokens.worker(Workforce.SCREENING);
        boolean good = noted(
                        "POST a decision",
                        () -> wires.to(
                                Part.REFERRAL,
                                wire -> wire.post("/screening/" + open.referral() + "/decision", token, ACCEPT, null)))
                .isGood();
        if (good) {
            accepted.incrementAndGet();
        }
        return good;
    }

    String peoplesPassword() {
        return tokens.peoplesPassword();
    }

    /** As the teams' managers: closes the work with all families but every so-manieth. */
    void closeAllBut(int everyNth, Databases databases) {
        // the demo has people in some teams only
        new Workforce(doors, tokens)
                .hire(databases.texts(Part.ALLOCATION, "select code from team order by 1"), () -> {});
        var acts = new ArrayList<Callable<Boolean>>();
        var held = databases.texts(
                Part.ALLOCATION,
                "select family_id || ' ' || team_code from family_place where state = 'HELD' order by family_id");
        for (int i = 0; i < held.size(); i++) {
            if (i % everyNth != 0) {
                var words = held.get(i).split(" ", 2);
                acts.add(() -> close(words[0], words[1]));
            }
        }
        allAtOnce(acts);
    }

    private boolean close(String family, String team) {
        var token = tokens.worker(Workforce.manager(team));
        return wires.to(Part.ALLOCATION, wire -> wire.post("/families/" + family + "/close", token, CLOSE, null))
                .isGood();
    }

    /** How many families were accepted so far. */
    int accepted() {
        return accepted.get();
    }

    /** Several clients, each sending its next when the last is answered. */
    void referAll(int count, IntFunction<byte[]> letter) {
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < count; i++) {
            acts.add(() -> refer(letter));
        }
        allAtOnce(acts);
    }

    void acceptAll(List<Open> referrals) {
        allAtOnce(referrals.stream()
                .map(open -> (Callable<Boolean>) () -> accept(open))
                .toList());
    }

    /** So many that wait for a decision, from the screening worker's own list; referred first if there are not enough. */
    List<Open> undecided(int count, IntFunction<byte[]> letter) {
        lookAtScreening(count);
        if (undecided.size() < count) {
            referAll(count - undecided.size(), letter);
            lookAtScreening(count);
        }
        var taken = new ArrayList<Open>();
        while (taken.size() < count && !undecided.isEmpty()) {
            taken.add(undecided.removeFirst());
        }
        return taken;
    }

    /** What waits now is never decided; the list goes on after it. */
    void leaveAsideWhatWaits() {
        undecided.clear();
        var first = get(Part.REFERRAL, "/screening?limit=1", tokens.worker(Workforce.SCREENING));
        leftAside = JSON.readTree(first.text()).path("total").asInt();
    }

    private void lookAtScreening(int enough) {
        var token = tokens.worker(Workforce.SCREENING);
        for (int offset = leftAside; undecided.size() < enough; offset += PAGE) {
            var page = JSON.readTree(get(Part.REFERRAL, "/screening?offset=" + offset + "&limit=" + PAGE, token)
                    .text());
            page.path("items").forEach(item -> {
                var id = item.path("referralId").asString();
                if (seen.add(id)) {
                    var worries = item.path("worries").toString();
                    undecided.add(new Open(
                            id,
                            item.path("familyId").asString(),
                            item.path("children").asInt(),
                            worries.contains("3B") || worries.contains("1B") || worries.contains("4B")));
                }
            });
            if (offset + PAGE >= page.path("total").asInt()) {
                return;
            }
        }
    }

    @Override
    public void close() {
        wires.close();
        doors.close();
    }
}
