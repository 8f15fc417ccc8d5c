package org.kith.launcher.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kith.launcher.doors.Answer;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.services.Part;
import tools.jackson.databind.JsonNode;

/**
 * Plays a county through the public doors, month by month: agencies refer, a screening worker decides, managers name leads,
 * practitioners accept and write, the performance team enters outcomes, managers close. Said again, it finds what is done and
 * goes on with the rest: every referral has a key of its own, and everything else is refused the second time.
 */
final class CountyPlayer {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** Facts need a moment to travel; if they need this long, something is wrong. */
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(3);

    private static final Duration LOOK_FIRST = Duration.ofMillis(200);

    private static final Duration LOOK_LATER = Duration.ofSeconds(2);

    /** Looks at boards and queue before each missing family is asked about. */
    private static final int LOOKS_UNTIL_ASKED = 6;

    private static final int PAGE = 200;

    /** What comes back when something was done before. */
    private static final Set<Integer> DONE_BEFORE = Set.of(409, 422);

    private final Doors doors;
    private final Tokens tokens;
    private final County county;
    private final Clock clock;
    private final Watcher watcher;

    private final Map<Integer, String> familyOf = new ConcurrentHashMap<>();
    private final Map<String, Episode> accepted = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> childrenOf = new ConcurrentHashMap<>();
    private final Map<String, String> teamOf = new ConcurrentHashMap<>();
    private final Set<String> led = ConcurrentHashMap.newKeySet();
    private final AtomicInteger children = new AtomicInteger();
    private final Map<String, AtomicInteger> refused = new ConcurrentHashMap<>();

    /** Told how far it is. */
    interface Watcher {

        /** So many of the county's referrals of children are in, in that month. */
        void played(int children, YearMonth month);
    }

    CountyPlayer(Doors doors, Tokens tokens, County county, Clock clock, Watcher watcher) {
        this.doors = doors;
        this.tokens = tokens;
        this.county = county;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** What was refused, by code: for whoever wants to know why a figure is short. */
    Map<String, Integer> refused() {
        var counts = new TreeMap<String, Integer>();
        refused.forEach((code, count) -> counts.put(code, count.get()));
        return counts;
    }

    /** Plays all of it. The teams are those whose boards are looked at. */
    void play(List<String> teams) {
        makeAgencies();
        var months = new TreeMap<YearMonth, List<Episode>>();
        var first = county.episodes().stream()
                .map(episode -> YearMonth.from(episode.receivedAt().atZone(ENGLAND)))
                .reduce(YearMonth.from(county.from()), (one, other) -> other.isBefore(one) ? other : one);
        for (var month = first; !month.isAfter(YearMonth.from(county.to())); month = month.plusMonths(1)) {
            months.put(month, new ArrayList<>());
        }
        for (var episode : county.episodes()) {
            Objects.requireNonNull(
                            months.get(YearMonth.from(episode.receivedAt().atZone(ENGLAND))))
                    .add(episode);
        }
        months.forEach((month, episodes) -> play(month, episodes, teams));
    }

    private void play(YearMonth month, List<Episode> episodes, List<String> teams) {
        // a family's own referrals come one after the other
        var byFamily = new LinkedHashMap<Integer, List<Episode>>();
        episodes.forEach(episode -> byFamily.computeIfAbsent(episode.family().number(), n -> new ArrayList<>())
                .add(episode));
        InParallel.forEach(
                byFamily.values(),
                family -> family.forEach(episode -> {
                    referAndDecide(episode);
                    watcher.played(children.addAndGet(episode.children()), month);
                }));
        waitForTeams(teams);
        InParallel.forEach(teams, this::nameLeads);
        InParallel.forEach(
                teams.stream()
                        .flatMap(team -> Workforce.specialists(team).stream())
                        .toList(),
                this::workTheTray);
        var known = county.episodes().stream()
                .filter(episode -> familyOf.containsKey(episode.family().number()))
                .toList();
        InParallel.forEach(known, episode -> recordOutcomes(episode, month));
        InParallel.forEach(known, episode -> close(episode, month));
    }

    private void makeAgencies() {
        var agencies = new HashSet<String>();
        county.episodes().forEach(episode -> agencies.add(ReferralLetter.agency(episode)));
        agencies.remove("PUBLIC");
        InParallel.forEach(
                agencies,
                agency -> doors.post(
                                Part.IDENTITY,
                                "/clients",
                                tokens.operator(),
                                Map.of(
                                        "clientId",
                                        client(agency),
                                        "secret",
                                        tokens.agenciesSecret(),
                                        "agency",
                                        agency,
                                        "council",
                                        Workforce.COUNCIL,
                                        "scopes",
                                        List.of("referrals.write", "backfill"),
                                        "kind",
                                        "agency"))
                        .required());
    }

    private static String client(String agency) {
        return "example-" + agency.toLowerCase(Locale.ROOT);
    }

    /** A caller without an account is written down by the screening worker, who may say when the call was. */
    private String tokenOfSender(Episode episode) {
        var agency = ReferralLetter.agency(episode);
        return agency.equals("PUBLIC")
                ? tokens.worker(Workforce.SCREENING)
                : tokens.machine(client(agency), tokens.agenciesSecret());
    }

    private void referAndDecide(Episode episode) {
        var receipt = doors.post(
                        Part.REFERRAL,
                        "/referrals",
                        tokenOfSender(episode),
                        ReferralLetter.of(episode, true),
                        Map.of(
                                "Idempotency-Key",
                                "demo-" + county.seed() + "-" + county.from() + "-" + episode.number()))
                .required();
        var screening = tokens.worker(Workforce.SCREENING);
        var found = doors.get(Part.REFERRAL, "/referrals/by-reference/" + receipt.text("reference"), screening)
                .required();
        var family = found.text("familyId");
        var stage = found.text("stage");
        if (stage.equals("RECEIVED") || stage.equals("BEING_LOOKED_AT")) {
            family = rightFamily(episode, found.text("referralId"));
            if (isPast(episode.decidedAt())) {
                family = decide(episode, found.text("referralId")).text("familyId");
            }
        }
        familyOf.putIfAbsent(episode.family().number(), family);
        if (episode.decision() == Episode.Decision.ACCEPT && isPast(episode.decidedAt())) {
            accepted.put(family, episode);
        }
    }

    private boolean isPast(@Nullable Instant at) {
        return at != null && at.isBefore(clock.instant());
    }

    /** As a screening worker would: the known family for one that comes back, a new one for one that was never here. */
    private String rightFamily(Episode episode, String referralId) {
        var screening = tokens.worker(Workforce.SCREENING);
        var open =
                doors.get(Part.REFERRAL, "/screening/" + referralId, screening).required();
        var known = familyOf.get(episode.family().number());
        var right = known == null ? open.text("provisionalFamilyId") : known;
        if (open.text("familyId").equals(right)) {
            return right;
        }
        Map<String, Object> correction = known == null ? Map.of("notKnownBefore", true) : Map.of("familyId", known);
        return doors.post(Part.REFERRAL, "/screening/" + referralId + "/family", screening, correction)
                .required()
                .text("familyId");
    }

    private Answer decide(Episode episode, String referralId) {
        var decision = new LinkedHashMap<String, Object>();
        decision.put("decision", episode.decision().name());
        decision.put("decidedAt", String.valueOf(episode.decidedAt()));
        switch (episode.decision()) {
            case ACCEPT -> {
                decision.put("level", episode.outcomes().isEmpty() ? 3 : 4);
                decision.put("reason", "Made-up example: the worries meet the threshold for help from a team");
            }
            case DECLINE -> {
                decision.put("level", 1);
                decision.put("reasonCode", "BELOW_THRESHOLD");
                decision.put("reason", "Made-up example: what was said does not meet the threshold");
            }
            case SIGNPOST -> {
                decision.put("level", 2);
                decision.put("serviceCode", "EARLY_HELP");
                decision.put("reason", "Made-up example: early help can do what is needed");
            }
        }
        return doors.post(
                        Part.REFERRAL,
                        "/screening/" + referralId + "/decision",
                        tokens.worker(Workforce.SCREENING),
                        decision)
                .required();
    }

    /** Every accepted family is with a team or in the queue, or we do not go on. */
    private void waitForTeams(List<String> teams) {
        var limit = Instant.now().plus(SETTLE_LIMIT);
        var pause = LOOK_FIRST;
        for (int looks = 1; ; looks++) {
            placeThoseInTheQueue();
            teams.forEach(this::lookAtBoard);
            var missing = new HashSet<>(accepted.keySet());
            missing.removeAll(teamOf.keySet());
            if (looks % LOOKS_UNTIL_ASKED == 0) {
                // a load that goes on finds families whose help has ended since
                missing.removeIf(this::isClosed);
            }
            if (missing.isEmpty()) {
                return;
            }
            if (Instant.now().isAfter(limit)) {
                throw new Obstacle(
                        missing.size() + " accepted families are with no team and in no queue after "
                                + SETTLE_LIMIT.toMinutes() + " minutes",
                        "See ./kith status; parked streams are listed under /operate");
            }
            Pause.of(pause);
            pause = pause.multipliedBy(3).dividedBy(2).compareTo(LOOK_LATER) > 0
                    ? LOOK_LATER
                    : pause.multipliedBy(3).dividedBy(2);
        }
    }

    private boolean isClosed(String family) {
        var place = doors.get(Part.ALLOCATION, "/families/" + family, tokens.worker(Workforce.PRACTICE));
        boolean closed = place.text("state").equals("CLOSED");
        if (closed) {
            accepted.remove(family);
        }
        return closed;
    }

    /** The duty worker places a family whose place the policy left to a person; one that waits for room goes on waiting. */
    private void placeThoseInTheQueue() {
        var duty = tokens.worker(Workforce.DUTY);
        for (int offset = 0; ; offset += PAGE) {
            var queue = doors.get(Part.ALLOCATION, "/allocation-queue?offset=" + offset + "&limit=" + PAGE, duty)
                    .required();
            for (var item : queue.body().path("items")) {
                var family = item.path("familyId").asString();
                var suggested = item.path("suggestedTeams");
                if (teamOf.containsKey(family)) {
                    continue;
                }
                if (suggested.isEmpty()) {
                    teamOf.put(family, "");
                    continue;
                }
                var episode = accepted.get(family);
                if (episode == null) {
                    continue;
                }
                var placed = doors.post(
                        Part.ALLOCATION,
                        "/families/" + family + "/place",
                        duty,
                        Map.of(
                                "teamCode",
                                suggested.get(0).asString(),
                                "reason",
                                "Made-up example: the nearest team with room",
                                "at",
                                past(Objects.requireNonNull(episode.decidedAt()).plus(Duration.ofHours(3)))));
                note(placed);
                teamOf.put(family, placed.isGood() ? suggested.get(0).asString() : "");
            }
            if (offset + PAGE >= queue.body().path("total").asLong()) {
                return;
            }
        }
    }

    private List<JsonNode> lookAtBoard(String team) {
        var families = new ArrayList<JsonNode>();
        for (int offset = 0; ; offset += PAGE) {
            var board = doors.get(
                            Part.ALLOCATION,
                            "/teams/" + team + "/board?offset=" + offset + "&limit=" + PAGE,
                            tokens.worker(Workforce.manager(team)))
                    .required()
                    .body();
            board.path("families").forEach(families::add);
            board.path("waiting")
                    .forEach(waiting ->
                            teamOf.putIfAbsent(waiting.path("familyId").asString(), ""));
            families.forEach(family -> teamOf.put(family.path("familyId").asString(), team));
            if (offset + PAGE >= board.path("total").asInt()) {
                return families;
            }
        }
    }

    private void nameLeads(String team) {
        int next = 0;
        for (var family : lookAtBoard(team)) {
            var id = family.path("familyId").asString();
            var episode = accepted.get(id);
            if (!family.path("leadWorkerId").asString("").isEmpty() || episode == null || !led.add(id)) {
                continue;
            }
            next++;
            note(doors.post(
                    Part.ALLOCATION,
                    "/families/" + id + "/lead",
                    tokens.worker(Workforce.manager(team)),
                    Map.of(
                            "workerId", Workforce.socialWorker(team, next + episode.number()),
                            "at",
                                    past(Objects.requireNonNull(episode.decidedAt())
                                            .plus(Duration.ofHours(20))))));
        }
    }

    private String past(Instant at) {
        var latest = clock.instant().minusSeconds(1);
        return (at.isAfter(latest) ? latest : at).toString();
    }

    private void workTheTray(String practitioner) {
        var token = tokens.worker(practitioner);
        var tray = doors.get(Part.SPECIALIST, "/tray?limit=" + PAGE, token).required();
        for (var item : tray.body().path("items")) {
            var episode = accepted.get(item.path("familyId").asString());
            if (episode == null || !item.path("acceptedAt").asString("").isEmpty()) {
                continue;
            }
            var request = "/requests/" + item.path("requestId").asString();
            note(doors.post(Part.SPECIALIST, request + "/accept", token, Map.of()));
            int days = 2 + episode.number() % 9;
            note(doors.post(
                    Part.SPECIALIST,
                    request + "/inputs",
                    token,
                    Map.of(
                            "kindCode", "VISIT",
                            "happenedAt",
                                    past(Objects.requireNonNull(episode.decidedAt())
                                            .plus(Duration.ofDays(days))),
                            "text", "Made-up example: first visit made, and what the family wants to change agreed")));
        }
    }

    private void recordOutcomes(Episode episode, YearMonth month) {
        var family = familyOf.get(episode.family().number());
        if (family == null || !accepted.containsKey(family)) {
            return;
        }
        for (var outcome : episode.outcomes()) {
            if (!dueIn(month, outcome.happenedOn(), episode)) {
                continue;
            }
            var child = childrenOf
                    .computeIfAbsent(family, this::askForChildren)
                    .get(episode.family().children().get(outcome.child()).givenName());
            if (child == null) {
                refused.computeIfAbsent("no-such-child", code -> new AtomicInteger())
                        .incrementAndGet();
                continue;
            }
            note(doors.post(
                    Part.OUTCOMES,
                    "/outcomes",
                    tokens.worker(Workforce.PERFORMANCE),
                    Map.of(
                            "familyId",
                            family,
                            "childId",
                            child,
                            "kindCode",
                            outcome.kind(),
                            "happenedOn",
                            outcome.happenedOn().toString())));
        }
    }

    /** In its own month, or for what happened before in the month of the referral. */
    static boolean dueIn(YearMonth month, LocalDate day, Episode episode) {
        var referred = YearMonth.from(episode.receivedAt().atZone(ENGLAND));
        var own = YearMonth.from(day);
        return own.equals(month) ? !own.isBefore(referred) : own.isBefore(referred) && referred.equals(month);
    }

    private Map<String, String> askForChildren(String family) {
        var children = new HashMap<String, String>();
        doors.get(Part.REFERRAL, "/families/" + family, tokens.worker(Workforce.SCREENING))
                .required()
                .body()
                .path("people")
                .forEach(person -> {
                    if (person.path("kind").asString().equals("CHILD")) {
                        // the record that was there first, also when a load goes on
                        children.putIfAbsent(
                                person.path("givenName").asString(),
                                person.path("personId").asString());
                    }
                });
        return children;
    }

    private void close(Episode episode, YearMonth month) {
        var family = familyOf.get(episode.family().number());
        var team = family == null ? null : teamOf.get(family);
        if (family == null
                || team == null
                || team.isEmpty()
                || episode.closedOn() == null
                || !YearMonth.from(episode.closedOn()).equals(month)) {
            return;
        }
        var answer = doors.post(
                Part.ALLOCATION,
                "/families/" + family + "/close",
                tokens.worker(Workforce.manager(team)),
                Map.of(
                        "reasonCode",
                        episode.number() % 4 == 0 ? "STEPPED_DOWN" : "NEEDS_MET",
                        "at",
                        past(episode.closedOn().atTime(16, 0).atZone(ENGLAND).toInstant())));
        note(answer);
        if (answer.isGood()) {
            teamOf.remove(family);
            accepted.remove(family);
            led.remove(family);
        }
    }

    /** Done, or done before; anything else stops the play. */
    private void note(Answer answer) {
        if (answer.isGood()) {
            return;
        }
        if (DONE_BEFORE.contains(answer.status())) {
            refused.computeIfAbsent(answer.code(), code -> new AtomicInteger()).incrementAndGet();
            return;
        }
        answer.required();
    }

    /** The families that were accepted and are not closed. */
    Collection<String> open() {
        return accepted.keySet();
    }
}
