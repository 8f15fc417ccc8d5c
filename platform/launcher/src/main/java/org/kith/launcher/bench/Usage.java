package org.kith.launcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.kith.launcher.services.Part;

/**
 * What a running Kith has taken of the machine so far, by part. Read from Linux's own accounts: a JVM's bean would leave out the
 * database, whose processes are named after the role they serve.
 *
 * @param millis milliseconds of a core by who took them
 */
record Usage(Map<String, Double> millis) {

    /** Ticks of the clock in a second, as Linux tells user space on every machine. */
    private static final double TICK_MILLIS = 10;

    /** The role of whoever measures: to see whether everybody has heard everything, it reads whole tables. */
    private static final String MEASURING = "postgres";

    private static final Path PROC = Path.of("/proc");

    /** Fields of /proc/self/stat after the name: user and system time, and those of children that ended. */
    private static final int USER = 11;

    /** Whether this machine says it. */
    static boolean isKnown() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    static Usage of(MeasuredKith kith) {
        var millis = new TreeMap<String, Double>();
        add(millis, "broker and launcher", kith.pid(), false);
        ProcessHandle.of(kith.pid()).stream()
                .flatMap(ProcessHandle::children)
                .forEach(child -> add(millis, part(child.pid()), child.pid(), false));
        long postmaster = kith.postmaster();
        add(millis, "PostgreSQL: itself", postmaster, true);
        ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> !MEASURING.equals(role(child.pid())))
                .forEach(child -> add(millis, "PostgreSQL: " + role(child.pid()), child.pid(), false));
        return new Usage(millis);
    }

    private static void add(Map<String, Double> millis, String who, long pid, boolean withEnded) {
        double taken = 0;
        var fields = text(PROC.resolve(pid + "/stat"));
        if (!fields.isEmpty()) {
            var numbers = fields.substring(fields.lastIndexOf(')') + 2).split(" ", -1);
            for (int field = USER; field < USER + (withEnded ? 4 : 2); field++) {
                taken += Long.parseLong(numbers[field]) * TICK_MILLIS;
            }
        }
        millis.merge(who, taken, Double::sum);
    }

    private static String part(long pid) {
        var command = text(PROC.resolve(pid + "/cmdline"));
        return Arrays.stream(Part.values())
                .filter(part -> command.contains("\0" + part.name() + "\0"))
                .map(Part::configuration)
                .findFirst()
                .orElse("broker and launcher");
    }

    /** Such as {@code referral_app}, which a connection's process is titled with. */
    private static String role(long pid) {
        var words = text(PROC.resolve(pid + "/cmdline")).replace('\0', ' ').split(" ", -1);
        return words.length > 1
                        && (words[1].endsWith("_app") || words[1].endsWith("_relay") || words[1].equals(MEASURING))
                ? words[1]
                : "itself";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    Usage since(Usage before) {
        var taken = new TreeMap<String, Double>();
        millis.forEach((who, now) -> taken.put(who, Math.max(0, now - before.millis.getOrDefault(who, 0.0))));
        return new Usage(taken);
    }

    double total() {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Megabytes of memory that everything holds; pages that processes share are counted once. */
    static double megabytes(MeasuredKith kith) {
        double kilobytes = proportional(kith.pid());
        for (long root : new long[] {kith.pid(), kith.postmaster()}) {
            kilobytes += ProcessHandle.of(root).stream()
                    .flatMap(ProcessHandle::descendants)
                    .mapToDouble(child -> proportional(child.pid()))
                    .sum();
        }
        return (kilobytes + proportional(kith.postmaster())) / 1_000;
    }

    private static double proportional(long pid) {
        return text(PROC.resolve(pid + "/smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
                .sum();
    }
}
