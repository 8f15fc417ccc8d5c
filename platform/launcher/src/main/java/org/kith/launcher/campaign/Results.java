package org.kith.launcher.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** What the episodes gave, a line each as they end, so that a campaign that was stopped goes on where it was. */
final class Results {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final List<Result> all = new ArrayList<>();

    /**
     * What one episode gave.
     *
     * @param skipped faults that this machine does not allow
     * @param acts what was done and refused, by kind
     */
    record Result(
            long seed,
            List<String> faults,
            List<String> skipped,
            int kills,
            int receipts,
            long facts,
            long seconds,
            Map<String, Integer> acts,
            List<String> breaches) {

        boolean isGood() {
            return breaches.isEmpty();
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%6d  %-62s %5d %8d %7d %5d s  %s",
                    seed,
                    String.join(", ", faults) + (skipped.isEmpty() ? "" : " (not possible here: " + skipped + ")"),
                    kills,
                    receipts,
                    facts,
                    seconds,
                    isGood() ? "good" : "BREACH");
        }
    }

    Results(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                var text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1)
                        .lines()
                        .map(line -> JSON.readValue(line, Result.class))
                        .forEach(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String heading() {
        return String.format(
                Locale.ROOT,
                "%6s  %-62s %5s %8s %7s %7s  %s",
                "seed",
                "faults",
                "kills",
                "receipts",
                "facts",
                "time",
                "");
    }

    void add(Result result) {
        all.add(result);
        try {
            Files.writeString(
                    file, JSON.writeValueAsString(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<Long> seeds() {
        var seeds = new HashSet<Long>();
        all.forEach(result -> seeds.add(result.seed()));
        return seeds;
    }

    long breached() {
        return all.stream().filter(result -> !result.isGood()).count();
    }

    /** Everything so far in a few lines. */
    List<String> summary() {
        long episodes = all.size();
        long breached = breached();
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d episodes: %,d kills, %,d referrals with a receipt, %,d facts, %,d s",
                episodes,
                all.stream().mapToLong(Result::kills).sum(),
                all.stream().mapToLong(Result::receipts).sum(),
                all.stream().mapToLong(Result::facts).sum(),
                all.stream().mapToLong(Result::seconds).sum()));
        long halts = all.stream()
                .flatMap(result -> result.faults().stream())
                .filter(fault -> fault.startsWith(Fault.HALT_WORD))
                .count();
        if (halts > 0) {
            long missed = all.stream()
                    .flatMap(result -> result.skipped().stream())
                    .filter(fault -> fault.endsWith(Fault.NOT_REACHED))
                    .count();
            lines.add(
                    String.format(Locale.ROOT, "%,d of %,d halts at a failpoint were reached", halts - missed, halts));
        }
        lines.add(
                breached == 0
                        ? String.format(
                                Locale.ROOT,
                                "0 breaches in %,d episodes: under 3/%,d of episodes breach, with 95 %% confidence",
                                episodes,
                                episodes)
                        : String.format(Locale.ROOT, "%,d of %,d episodes breach", breached, episodes));
        return lines;
    }
}
