package org.kith.launcher.walks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kith.launcher.doors.Doors;
import org.kith.launcher.services.Installation;
import org.kith.platform.infrastructure.Chromium;
import org.kith.platform.infrastructure.Chromium.Tab;

/** Goes to every page that a link leads to, as each kind of worker, and looks when it is first painted. */
public final class Tour {

    /** Whoever signs in here, and nobody, each with the page they begin on. */
    private static final Map<String, String> WHO = who();

    /** The middle of so many. */
    private static final int TIMES = 3;

    /** Pages that are the same for everybody. */
    private static final Set<String> PUBLIC =
            Set.of("/", "/status", "/accessibility", "/worries/new", "/worries/whole", "/sign-in");

    /** Of one pattern, a page as it is, and one that pages on or filters. */
    private static final int EACH = 2;

    private static final int DESK = 1280;
    private static final int TELEPHONE = 390;
    private static final int HEIGHT = 900;

    private final Chromium chromium;
    private final Stage stage;
    private final Path pictures;

    private Tour(Chromium chromium, Stage stage, Path pictures) {
        this.chromium = chromium;
        this.stage = stage;
        this.pictures = pictures;
    }

    private static Map<String, String> who() {
        var who = new LinkedHashMap<String, String>();
        who.put("", "/");
        for (String worker : List.of(
                "screening",
                "duty",
                "manager-t16",
                "worker-t16-1",
                "survivor-t16",
                "performance",
                "practice",
                "admin")) {
            who.put(worker, "/work");
        }
        return who;
    }

    /**
     * Each page once for each that sees it.
     *
     * @param page its address without what is different for each family
     * @param by who looked; empty for nobody
     * @param warm milliseconds to the first paint, the middle of three
     * @param complaints what the browser said, and where the page does not fit on the screen
     */
    public record Painted(String page, String by, double warm, int bytes, int status, List<String> complaints) {}

    /** All of them; what they look like is kept in that folder. */
    public static List<Painted> all(Chromium chromium, Installation installation, Path pictures) {
        try (var stage = new Stage(new Doors(installation))) {
            var tour = new Tour(chromium, stage, pictures);
            var all = new ArrayList<Painted>();
            WHO.forEach((who, start) -> all.addAll(tour.as(who, start)));
            return all;
        }
    }

    private List<Painted> as(String who, String start) {
        var painted = new ArrayList<Painted>();
        var times = new TreeMap<String, Integer>();
        var left = new ArrayDeque<String>();
        try (var walker = new Walker(chromium, Way.DESK, stage.address())) {
            if (!who.isEmpty()) {
                walker.opens(start).signsIn(who, stage.password());
            }
            left.add(start);
            while (!left.isEmpty()) {
                var path = left.removeFirst();
                if (times.merge(Pages.pattern(path), 1, Integer::sum) > EACH) {
                    continue;
                }
                painted.add(look(walker.tab(), who, path));
                links(walker.tab()).stream()
                        .filter(link -> times.getOrDefault(Pages.pattern(link), 0) < EACH)
                        .filter(link -> who.isEmpty() || !PUBLIC.contains(link))
                        .filter(link -> !left.contains(link))
                        .forEach(left::add);
            }
        }
        return painted;
    }

    private Painted look(Tab tab, String who, String path) {
        var paints = new ArrayList<Double>();
        tab.resize(DESK, HEIGHT);
        for (int i = 0; i < TIMES; i++) {
            tab.open(stage.address() + path);
            paints.add(tab.firstPaint());
        }
        paints.sort(null);
        var complaints = new ArrayList<>(tab.complaints());
        var name = Pages.name(path) + (who.isEmpty() ? "" : "-" + who);
        complaints.addAll(picture(tab, DESK, name + "-desk"));
        complaints.addAll(picture(tab, TELEPHONE, name + "-telephone"));
        return new Painted(Pages.pattern(path), who, paints.get(TIMES / 2), tab.bytes(), tab.status(), complaints);
    }

    private List<String> picture(Tab tab, int width, String name) {
        tab.resize(width, HEIGHT);
        try {
            tab.picture(pictures.resolve(name + ".png"));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        int over = tab.tooWide();
        return over == 0 ? List.of() : List.of("At " + width + " pixels the page is wider than the screen by " + over);
    }

    /** Where the page leads, but for files, and for what is not ours. */
    private static List<String> links(Tab tab) {
        var links = new ArrayList<String>();
        tab.ask("""
                [...new Set([...document.querySelectorAll('a[href]')]
                  .filter(one => one.origin === location.origin && !one.pathname.startsWith('/oauth2') && !one.pathname.endsWith('.csv'))
                  .map(one => one.pathname + one.search))]""").forEach(link -> links.add(link.asString()));
        return links;
    }
}
