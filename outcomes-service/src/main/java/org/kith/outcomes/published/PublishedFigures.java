package org.kith.outcomes.published;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kith.outcomes.measures.Measure;
import org.kith.platform.council.CouncilCode;
import org.springframework.stereotype.Component;

/** Figures of Lancashire, the North West and England as the Department for Education published them, read once from its files. */
@Component
public class PublishedFigures {

    /** What a council's figures are published under. */
    private static final Map<String, String> AREA_OF = Map.of("E10000017", "Lancashire");

    private static final List<String> EVERYBODYS = List.of("North West", "England");

    private static final String NEED = "DfE, Children in need";
    private static final String LOOKED_AFTER = "DfE, Children looked after in England including adoptions";
    private static final String POPULATION = "ONS mid-year estimates, as used by DfE";

    private record Series(
            String code,
            String text,
            String file,
            String column,
            @Nullable String filterColumn,
            @Nullable String filter,
            @Nullable Measure ours,
            @Nullable String caution,
            String source) {}

    private static final List<Series> SERIES = List.of(
            new Series(
                    "referrals",
                    "Children's referrals",
                    "referrals",
                    "referral_count",
                    null,
                    null,
                    Measure.CHILDREN_REFERRED,
                    null,
                    NEED),
            new Series(
                    "children-referred",
                    "Children referred",
                    "referrals",
                    "referral_child_count",
                    null,
                    null,
                    Measure.DISTINCT_CHILDREN_REFERRED,
                    "Ours counts each child once for each reporting year that the period touches",
                    NEED),
            new Series(
                    "re-referrals",
                    "Re-referrals within 12 months",
                    "referrals",
                    "rereferral_count",
                    null,
                    null,
                    Measure.RE_REFERRALS,
                    "Ours knows of earlier referrals only since Kith is in use",
                    NEED),
            new Series(
                    "re-referral-percent",
                    "Re-referrals, percent of referrals",
                    "referrals",
                    "rereferral_percent",
                    null,
                    null,
                    null,
                    null,
                    NEED),
            new Series(
                    "no-further-action",
                    "Referrals with no further action",
                    "referrals",
                    "no_further_action_count",
                    null,
                    null,
                    Measure.DECISIONS_DECLINED,
                    "Ours counts families' referrals, the published figure children's",
                    NEED),
            new Series(
                    "need-episodes-started",
                    "Episodes of need started",
                    "cin",
                    "Started_episodes",
                    null,
                    null,
                    null,
                    null,
                    NEED),
            new Series("in-need", "Children in need on 31 March", "cin", "At31_episodes", null, null, null, null, NEED),
            new Series(
                    "plans-started",
                    "Child protection plans started",
                    "cpp_subsequent",
                    "CPP_start",
                    null,
                    null,
                    Measure.PROTECTION_PLAN_STARTS,
                    null,
                    NEED),
            new Series(
                    "plans-again-percent",
                    "Second or later child protection plans, percent",
                    "cpp_subsequent",
                    "CPP_subsequent_percent",
                    null,
                    null,
                    null,
                    null,
                    NEED),
            new Series(
                    "on-plan",
                    "Children on a child protection plan on 31 March",
                    "cpp_duration",
                    "CPP_At31",
                    null,
                    null,
                    Measure.CHILDREN_ON_PLAN,
                    "Ours counts plans whose start is recorded in Kith",
                    NEED),
            new Series(
                    "care-started",
                    "Children starting to be looked after",
                    "cla",
                    "children_count",
                    "population_type",
                    "Children starting to be looked after each year",
                    Measure.CARE_ENTRIES,
                    null,
                    LOOKED_AFTER),
            new Series(
                    "care-ceased",
                    "Children ceasing to be looked after",
                    "cla",
                    "children_count",
                    "population_type",
                    "Children ceasing to be looked after each year",
                    Measure.CARE_EXITS,
                    null,
                    LOOKED_AFTER),
            new Series(
                    "in-care",
                    "Children looked after on 31 March",
                    "cla",
                    "children_count",
                    "population_type",
                    "Children looked after on 31 March each year",
                    Measure.CHILDREN_IN_CARE,
                    "Ours counts children whose entry is recorded in Kith",
                    LOOKED_AFTER),
            new Series(
                    "population",
                    "Children aged 0 to 17",
                    "population",
                    "population_estimate",
                    "age_group",
                    "Children aged 0 to 17 years",
                    null,
                    null,
                    POPULATION));

    private final Map<String, Map<Integer, Map<String, BigDecimal>>> values = new LinkedHashMap<>();

    PublishedFigures() {
        var files = new LinkedHashMap<String, List<NamedCsvRecord>>();
        for (var series : SERIES) {
            var rows = files.computeIfAbsent(series.file(), PublishedFigures::read);
            var byYear = new TreeMap<Integer, Map<String, BigDecimal>>();
            for (var row : rows) {
                if (series.filterColumn() == null
                        || row.getField(series.filterColumn()).equals(series.filter())) {
                    number(row.getField(series.column()))
                            .ifPresent(value -> byYear.computeIfAbsent(
                                            Integer.parseInt(row.getField("time_period")),
                                            year -> new LinkedHashMap<>())
                                    .put(row.getField("area"), value));
                }
            }
            values.put(series.code(), byYear);
        }
    }

    /** Years for which anything is published, oldest first. */
    public NavigableSet<Integer> years() {
        var years = new TreeSet<Integer>();
        values.values().forEach(series -> years.addAll(series.keySet()));
        return years;
    }

    /** The figures of a year for the council's area, the North West and England. */
    public List<PublishedFigure> of(int year, CouncilCode council) {
        var areas = new ArrayList<String>();
        if (AREA_OF.containsKey(council.value())) {
            areas.add(AREA_OF.get(council.value()));
        }
        areas.addAll(EVERYBODYS);
        var figures = new ArrayList<PublishedFigure>();
        for (var series : SERIES) {
            var ofYear = values.getOrDefault(series.code(), Map.of()).getOrDefault(year, Map.of());
            var shown = new LinkedHashMap<String, BigDecimal>();
            areas.forEach(area -> {
                if (ofYear.containsKey(area)) {
                    shown.put(area, ofYear.get(area));
                }
            });
            figures.add(new PublishedFigure(
                    series.code(), series.text(), year, shown, series.ours(), series.caution(), series.source()));
        }
        return figures;
    }

    private static List<NamedCsvRecord> read(String file) {
        var resource = PublishedFigures.class.getResourceAsStream("/published/" + file + ".csv");
        try (var text = new InputStreamReader(
                        Objects.requireNonNull(resource, "published figures are missing"), StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            return csv.stream().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Suppressed and missing values are letters in the files. */
    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException suppressed) {
            return Optional.empty();
        }
    }
}
