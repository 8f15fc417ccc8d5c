package org.kith.gateway.figures.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.figures.CountyFigures.Wanted;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.pages.Problems;
import org.kith.gateway.pages.Problems.Item;
import org.kith.gateway.pages.Typed;
import org.springframework.web.util.UriUtils;

/**
 * Which figures are wanted. A link names days as 2026-03-02 and a moment exactly; the form takes days in three parts, and a
 * moment as a day with or without a time.
 */
record FigureForm(Wanted wanted, Typed typed, Problems problems) {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final String NO_DAY = "Give day, month and year as numbers of a real day, such as 30 4 2019";

    static FigureForm of(Typed typed) {
        var wrong = new ArrayList<Item>();
        var from = day(typed, "from", wrong);
        var to = day(typed, "to", wrong);
        var knownAt = moment(typed, wrong);
        return new FigureForm(new Wanted(from, to, typed.said("scope"), knownAt), typed, new Problems(wrong));
    }

    private static @Nullable LocalDate day(Typed typed, String name, List<Item> wrong) {
        if (typed.hasDate(name)) {
            var day = typed.date(name);
            if (day == null) {
                wrong.add(Problems.about(name, NO_DAY));
            }
            return day;
        }
        String said = typed.said(name);
        try {
            return said == null ? null : LocalDate.parse(said);
        } catch (DateTimeException notADay) {
            wrong.add(Problems.about(name, NO_DAY));
            return null;
        }
    }

    private static @Nullable Instant moment(Typed typed, List<Item> wrong) {
        var day = day(typed, "knownOn", wrong);
        String time = typed.said("knownTime");
        if (day != null) {
            try {
                // a day alone is meant to its end
                var at = time == null ? day.plusDays(1).atStartOfDay() : LocalDateTime.of(day, LocalTime.parse(time));
                return at.atZone(ENGLAND).toInstant();
            } catch (DateTimeException notATime) {
                wrong.add(Problems.about("knownTime", "Give hours and minutes, such as 09:30"));
                return null;
            }
        }
        if (time != null && wrong.stream().noneMatch(item -> item.field().equals("knownOn"))) {
            wrong.add(Problems.about("knownOn", "Give the day to which the time belongs"));
        }
        String said = typed.said("knownAt");
        try {
            return said == null ? null : Instant.parse(said);
        } catch (DateTimeException notAMoment) {
            wrong.add(Problems.about("knownOn", "The link names no real moment; give a day"));
            return null;
        }
    }

    /** The fields as typed, or as the link or the answer says. */
    List<Field> fields(Wanted shown, List<Option> scopes) {
        var known = wanted.knownAt() == null ? null : LocalDateTime.ofInstant(wanted.knownAt(), ENGLAND);
        return List.of(
                date("from", "From", "The first day. Empty for the beginning of the reporting year", shown.from()),
                date("to", "To", "The last day. Empty for today", shown.to()),
                new Field(
                        "select",
                        "scope",
                        "County or team",
                        null,
                        shown.scope() == null ? "COUNTY" : shown.scope(),
                        scopes),
                date(
                        "knownOn",
                        "As known at the end of",
                        "Empty for what is known now",
                        known == null ? null : known.toLocalDate()),
                new Field(
                        "time",
                        "knownTime",
                        "Or at a time of that day",
                        "Such as 09:30. Empty for the end of the day",
                        known == null || typed.hasDate("knownOn")
                                ? typed.text("knownTime")
                                : known.toLocalTime().toString(),
                        List.of()));
    }

    private Field date(String name, String label, String hint, @Nullable LocalDate shown) {
        return typed.hasDate(name) || shown == null
                ? Field.date(name, label, typed).hinted(hint)
                : new Field(
                        "date",
                        name,
                        label,
                        hint,
                        "%d/%d/%d".formatted(shown.getDayOfMonth(), shown.getMonthValue(), shown.getYear()),
                        List.of());
    }

    /** A question as the query of a link. */
    static String query(Wanted wanted) {
        return wanted.values().entrySet().stream()
                .map(value ->
                        value.getKey() + "=" + UriUtils.encode(value.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
