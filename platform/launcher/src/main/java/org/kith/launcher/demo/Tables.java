package org.kith.launcher.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The public figures that the county is drawn from; the README beside the files names each source.
 *
 * @param published headline figures by name
 * @param factors number of assessments with each factor
 * @param sources share of each source of referral
 * @param ages age bands in months and their share
 * @param familySizes children in a family and their share
 * @param durations how many days an episode of need lasts, in bands
 * @param smallAreas every small area: district and deprivation decile
 * @param postcodes postcodes by district
 */
record Tables(
        Map<String, Integer> published,
        Map<String, Integer> factors,
        Map<String, Double> sources,
        List<Band> ages,
        List<Band> familySizes,
        List<Band> durations,
        List<SmallArea> smallAreas,
        Map<String, List<String>> postcodes) {

    /** From and up to (not including), and how large a share falls into it. */
    record Band(int from, int to, double share) {}

    /** About 1,500 people who live near each other; decile 1 is the most deprived tenth of England. */
    record SmallArea(String code, String district, int decile) {}

    static Tables read() {
        return new Tables(
                rows("published.csv").stream()
                        .collect(Collectors.toMap(row -> row[0], row -> Integer.parseInt(row[1]))),
                rows("factors.csv").stream()
                        .collect(Collectors.toMap(
                                row -> row[0], row -> Integer.parseInt(row[1]), (one, other) -> one, TreeMap::new)),
                rows("sources.csv").stream()
                        .collect(Collectors.toMap(
                                row -> row[0], row -> Double.parseDouble(row[1]), (one, other) -> one, TreeMap::new)),
                bands("ages.csv"),
                rows("family-sizes.csv").stream()
                        .map(row -> new Band(
                                Integer.parseInt(row[0]), Integer.parseInt(row[0]) + 1, Double.parseDouble(row[1])))
                        .toList(),
                bands("need-durations.csv"),
                rows("small-areas.csv").stream()
                        .map(row -> new SmallArea(row[0], row[1], Integer.parseInt(row[2])))
                        .toList(),
                rows("postcodes.csv.gz").stream()
                        .collect(Collectors.groupingBy(
                                row -> row[1], TreeMap::new, Collectors.mapping(row -> row[0], Collectors.toList()))));
    }

    int published(String name) {
        return Objects.requireNonNull(published.get(name), name);
    }

    private static List<Band> bands(String file) {
        return rows(file).stream()
                .map(row -> new Band(Integer.parseInt(row[0]), Integer.parseInt(row[1]), Double.parseDouble(row[2])))
                .toList();
    }

    private static List<String[]> rows(String file) {
        try (InputStream raw = Objects.requireNonNull(Tables.class.getResourceAsStream("/demo/" + file), file);
                var in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split(",", 3)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
