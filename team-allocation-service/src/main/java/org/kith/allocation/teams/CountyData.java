package org.kith.allocation.teams;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kith.platform.council.CouncilCode;

/** The teams a council starts with, from {@code /county/<ONS code>/}; drawn by {@code src/main/geography/DrawLocalities.java}. */
final class CountyData {

    /** The plan for 25 teams was told to the full council in February 2021; before that day there were none. */
    static final LocalDate FIRST_DAY = LocalDate.parse("2021-02-25");

    private CountyData() {}

    static boolean isKnown(CouncilCode council) {
        return CountyData.class.getResource(file(council, "teams")) != null;
    }

    static List<CreateTeam> teams(CouncilCode council) {
        var areas = areas(council);
        return rows(council, "teams").stream()
                .map(row -> new CreateTeam(
                        new TeamCode(row.getField("team_code")),
                        row.getField("name"),
                        new DistrictCode(row.getField("district_code")),
                        Integer.parseInt(row.getField("capacity_points")),
                        LocalDate.parse(row.getField("live_from")),
                        FIRST_DAY,
                        areas.getOrDefault(row.getField("team_code"), List.of())))
                .toList();
    }

    private static Map<String, List<AreaCode>> areas(CouncilCode council) {
        return rows(council, "areas").stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("team_code"),
                        Collectors.mapping(row -> new AreaCode(row.getField("area_code")), Collectors.toList())));
    }

    private static List<NamedCsvRecord> rows(CouncilCode council, String name) {
        var stream = CountyData.class.getResourceAsStream(file(council, name));
        if (stream == null) {
            throw new IllegalArgumentException("There are no teams as data for council " + council.value());
        }
        try (var reader = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(CouncilCode council, String name) {
        return "/county/" + council.value() + "/" + name + ".csv";
    }
}
