package org.kith.allocation.teams;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How days are written for people: 12 March 2026. */
public final class Days {

    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private Days() {}

    /** The day in words. */
    public static String inWords(LocalDate day) {
        return day.format(WORDS);
    }

    /** The day of an instant in England, in words. */
    public static String inWords(Instant at) {
        return inWords(TeamBooks.day(at));
    }
}
