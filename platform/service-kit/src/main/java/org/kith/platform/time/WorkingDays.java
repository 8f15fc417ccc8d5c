package org.kith.platform.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days on which a council in England works: any but Saturday, Sunday, Good Friday, Christmas Day and bank holidays (reg 2, SI
 * 2010/959). Day 0 is the day of the event and is not counted; a limit of n days ends with the n-th working day after it.
 * Holidays are data ({@code /calendar/bank_holidays_england.csv}, 2018 to 2030, from GOV.UK), since some are made by
 * proclamation. Of the years before, weekends alone are known: a limit that runs there may end a day or two early.
 */
public final class WorkingDays {

    /** Where the days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final Set<LocalDate> holidays;
    private final LocalDate lastKnown;

    WorkingDays(Set<LocalDate> holidays) {
        this.holidays = Set.copyOf(holidays);
        this.lastKnown = new TreeSet<>(holidays).last();
    }

    /** England's calendar as shipped. */
    public static WorkingDays england() {
        var file = WorkingDays.class.getResourceAsStream("/calendar/bank_holidays_england.csv");
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(file, "bank holidays are missing"), StandardCharsets.UTF_8))) {
            var days = new TreeSet<LocalDate>();
            lines.lines().skip(1).forEach(line -> days.add(LocalDate.parse(line.substring(0, line.indexOf(',')))));
            return new WorkingDays(days);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }

    /**
     * The n-th working day after the day of the event.
     *
     * @param days at least 1
     * @throws IllegalArgumentException for a limit under 1, or one that ends after the last year whose holidays are known
     */
    public LocalDate deadline(LocalDate start, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("A limit is at least one working day");
        }
        var day = start;
        for (int counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        if (day.getYear() > lastKnown.getYear()) {
            throw new IllegalArgumentException("Bank holidays are known to the end of " + lastKnown.getYear());
        }
        return day;
    }

    /** The last second of the deadline's day in England. */
    public Instant deadline(Instant start, int days) {
        return deadline(LocalDate.ofInstant(start, ZONE), days)
                .plusDays(1)
                .atStartOfDay(ZONE)
                .toInstant()
                .minusSeconds(1);
    }

    /** How many working days lie after the first day up to and including the second; 0 if the second is not later. */
    public int between(LocalDate start, LocalDate end) {
        return (int) start.plusDays(1)
                .datesUntil(end.isAfter(start) ? end.plusDays(1) : start.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }
}
