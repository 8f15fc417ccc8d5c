package org.kith.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.kith.launcher.machine.Obstacle;
import org.kith.launcher.walks.Tour;
import org.kith.launcher.walks.Tour.Painted;
import org.kith.launcher.walks.Walked;
import org.kith.launcher.walks.Walks;
import org.kith.launcher.walks.Way;
import org.kith.platform.infrastructure.Chromium;

/** What the journeys of people take, walked in a browser, and when each page is first painted. */
final class Journeys {

    /** Families that a manager places in five minutes. */
    private static final int FAMILIES = 10;

    private static final double FIRST_PAINT = 500;

    private static final double MOST_KILOBYTES = 60;

    private static final int SLOWEST_NAMED = 5;

    /** The most seconds for a journey. */
    private static final Map<String, Integer> SECONDS =
            Map.of("teacher", 180, "screening", 90, "placing", 300, "visit", 120);

    private static final Map<String, Integer> PAGES = Map.of("teacher", 12);

    private static final Map<String, Integer> CLICKS = Map.of("screening", 6);

    private Journeys() {}

    static void measure(MeasuredKith kith, Report report) {
        report.heading("The journeys, walked in a browser");
        var program = Chromium.found();
        if (program.isEmpty()) {
            report.note("No browser on this machine, so they were not walked: " + Chromium.HOW_TO_INSTALL);
            return;
        }
        try (var chromium = new Chromium(program.get())) {
            Walks.all(chromium, kith.installation(), Way.DESK, Way.TELEPHONE, FAMILIES)
                    .forEach(walked -> say(walked, report));
            report.note(
                    "Every key and click is made; seconds are what pages took, measured, and what a person takes beside it, by the"
                            + " keystroke-level model: 1.35 s to think and 1.3 s to point and press for each act, 36 words a minute typed on a"
                            + " telephone, 52 at a desk, 238 read");
            var pictures = report.folder().resolve("pictures");
            paints(Tour.all(chromium, kith.installation(), pictures), report);
            report.note("What each page looks like is in " + pictures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Obstacle | IllegalStateException | CompletionException stopped) {
            // the other figures are worth having all the same
            report.note("STOPPED, so these figures are missing: " + stopped.getMessage());
        }
    }

    /** One row: what it took, and what it may take. */
    private static void say(Walked walked, Report report) {
        var key = "walk." + walked.key();
        var took = String.format(
                Locale.ROOT,
                "%d pages, %d clicks, %d keys; %.0f s read, pages took %.1f s",
                walked.pages(),
                walked.clicks(),
                walked.keys(),
                walked.reading(),
                walked.machine());
        var most = SECONDS.get(walked.key());
        report.add(
                most == null
                        ? Line.plain(key + ".seconds", walked.journey(), walked.seconds(), "s", took)
                        : Line.atMost(key + ".seconds", walked.journey(), walked.seconds(), "s", most)
                                .with(took));
        var pages = PAGES.get(walked.key());
        if (pages != null) {
            report.add(Line.atMost(key + ".pages", "  in", walked.pages(), "pages", pages));
        }
        var clicks = CLICKS.get(walked.key());
        if (clicks != null) {
            report.add(Line.atMost(key + ".clicks", "  with", walked.clicks(), "clicks", clicks));
        }
    }

    private static void paints(List<Painted> painted, Report report) {
        var slowest = painted.stream()
                .sorted(Comparator.comparingDouble(Painted::warm).reversed())
                .toList();
        var byPage = new HashMap<String, Double>();
        slowest.forEach(one -> byPage.merge(one.page(), one.warm(), Math::max));
        report.add(Line.atMost(
                "paint.slowest",
                "First paint of the slowest of " + byPage.size() + " pages",
                slowest.getFirst().warm(),
                "ms",
                FIRST_PAINT));
        report.add(Line.plain(
                "paint.middle",
                "First paint, the middle page",
                slowest.get(slowest.size() / 2).warm(),
                "ms",
                ""));
        var largest = Collections.max(painted, Comparator.comparingInt(Painted::bytes));
        report.add(Line.atMost(
                "paint.bytes", "HTML of the largest, " + largest.page(), largest.bytes() / 1e3, "kB", MOST_KILOBYTES));
        slowest.stream()
                .limit(SLOWEST_NAMED)
                .forEach(one -> report.note(String.format(
                        Locale.ROOT,
                        "%s for %s: %.0f ms, %,d bytes",
                        one.page(),
                        one.by().isEmpty() ? "anybody" : one.by(),
                        one.warm(),
                        one.bytes())));
        painted.stream()
                .filter(one -> !one.complaints().isEmpty())
                .forEach(one -> report.note(
                        "The browser complains of " + one.page() + " for " + one.by() + ": " + one.complaints()));
    }
}
