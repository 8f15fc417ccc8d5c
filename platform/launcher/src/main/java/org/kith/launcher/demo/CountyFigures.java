package org.kith.launcher.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.kith.launcher.databases.Databases;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.doors.Tokens;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.machine.Ports;
import org.kith.launcher.services.Part;

/** Kith's own county figures, asked at the outcomes service's door, beside the published ones. */
final class CountyFigures {

    /** Counts that have not moved for this long have settled. */
    private static final Duration STILL = Duration.ofSeconds(4);

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Map<String, String> SAME = Map.of(
            "CHILDREN_REFERRED", "REFERRALS",
            "DISTINCT_CHILDREN_REFERRED", "CHILDREN",
            "RE_REFERRALS", "RE_REFERRALS",
            "CARE_ENTRIES", "CARE_ENTRIES",
            "CARE_EXITS", "CARE_EXITS",
            "PROTECTION_PLAN_STARTS", "PROTECTION_PLAN_STARTS");

    private final Ports ports;
    private final Doors doors;
    private final Tokens tokens;

    CountyFigures(Ports ports, Doors doors, Tokens tokens) {
        this.ports = ports;
        this.doors = doors;
        this.tokens = tokens;
    }

    List<String> besidePublished(CountyPlan plan, Tables tables) {
        var figures = settled(plan);
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%-34s %12s %12s", "Year to 31 March 2025", "Kith", "published"));
        figures.forEach((code, value) -> {
            var published = SAME.get(code);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-34s %,12d %12s",
                    code,
                    value,
                    published == null ? "" : String.format(Locale.ROOT, "%,d", tables.published(published))));
        });
        return lines;
    }

    private Map<String, Long> settled(CountyPlan plan) {
        // a service that hears a little later than the others may stand still for longer than figures do
        try (var databases = new Databases(ports)) {
            databases.awaitQuiet(LIMIT);
        }
        var limit = Instant.now().plus(LIMIT);
        var seen = ask(plan);
        var since = Instant.now();
        while (Instant.now().isBefore(since.plus(STILL))) {
            if (Instant.now().isAfter(limit)) {
                throw new Obstacle(
                        "The county's figures still move after " + LIMIT.toMinutes() + " minutes",
                        "See ./kith status; parked streams are listed under /operate");
            }
            Pause.of(LOOK_EVERY);
            var now = ask(plan);
            if (!now.equals(seen)) {
                seen = now;
                since = Instant.now();
            }
        }
        return seen;
    }

    private Map<String, Long> ask(CountyPlan plan) {
        var figures = new TreeMap<String, Long>();
        doors.get(
                        Part.OUTCOMES,
                        "/figures?from=" + plan.from() + "&to=" + plan.to(),
                        tokens.worker(Workforce.PERFORMANCE))
                .required()
                .body()
                .path("measures")
                .forEach(measure -> figures.merge(
                        measure.path("measureCode").asString(),
                        measure.path("value").asLong(),
                        Long::sum));
        return figures;
    }
}
