package org.kith.launcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** What was measured: said at once, kept for the next run to compare itself with, and drawn. */
final class Report {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Instant at;
    private final Consumer<String> say;
    private final Map<String, Double> before;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, List<Double>> curves = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    Report(Path folder, Instant at, Consumer<String> say) {
        this.folder = folder;
        this.at = at;
        this.say = say;
        this.before = lastRun(folder.resolve("last.json"));
    }

    private static Map<String, Double> lastRun(Path file) {
        var values = new HashMap<String, Double>();
        if (Files.exists(file)) {
            try {
                JSON.readTree(Files.readString(file))
                        .path("lines")
                        .forEach(line -> values.put(
                                line.path("key").asString(), line.path("value").asDouble()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return values;
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value >= 1_000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : value >= 100
                        ? String.format(Locale.ROOT, "%.0f", value)
                        : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    void add(Line line) {
        lines.add(line);
        var was = before.get(line.key());
        var verdict = line.met() == null ? "" : line.met() ? "reached" : "MISSED";
        say.accept(String.format(
                Locale.ROOT,
                "  %-62s %10s %-10s %-44s %-8s%s",
                line.what(),
                number(line.value()),
                line.unit(),
                line.limit(),
                verdict,
                was == null ? "" : " last run " + number(was)));
    }

    void heading(String text) {
        say.accept("");
        say.accept(text);
    }

    /** Something that has to be known to read the figures. */
    void note(String text) {
        notes.add(text);
        say.accept("  " + text);
    }

    void curve(String name, Latencies latencies) {
        curves.put(name, latencies.curve());
    }

    /** Writes the file and the plot; the file of the last run stays beside them. */
    void keep() {
        var all = new LinkedHashMap<String, Object>();
        all.put("at", at.toString());
        all.put("java", System.getProperty("java.vm.version"));
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put("notes", notes);
        all.put("lines", lines.stream().map(Report::fields).toList());
        all.put("curves", curves);
        try {
            Files.createDirectories(folder);
            var last = folder.resolve("last.json");
            if (Files.exists(last)) {
                Files.move(last, folder.resolve("before.json"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(last, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            Files.writeString(folder.resolve("last.svg"), Plot.of(lines, curves));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say.accept("");
        say.accept("Kept in " + folder.resolve("last.json") + ", drawn in " + folder.resolve("last.svg"));
    }

    private static Map<String, Object> fields(Line line) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("key", line.key());
        fields.put("what", line.what());
        fields.put("value", line.value());
        fields.put("unit", line.unit());
        fields.put("limit", line.limit());
        if (line.met() != null) {
            fields.put("reached", line.met());
        }
        return fields;
    }

    /** Where everything of the bench is kept. */
    Path folder() {
        return folder;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }
}
