package org.kith.referral.referrals.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.referral.codes.CodeList;

/** Reads fields one after the other and gathers what is wrong with them; never repeats a value. */
final class Fields {

    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * Signs that are not seen and turn the order of what is seen (Unicode Standard Annex 9, embeddings, overrides and isolates): a
     * name that holds one looks like another. Names written from right to left need none.
     */
    private static final Pattern TURNS_THE_ORDER = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private final List<FieldProblem> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    /** What is wrong was found before: of a field that could not be read nobody says that it is missing as well. */
    void known(List<FieldProblem> found) {
        problems.addAll(found);
        found.forEach(problem -> known.add(problem.field()));
    }

    /** Notes what is wrong with a field. */
    void problem(String field, String code, String message) {
        if (known.stream().noneMatch(path -> field.equals(path) || field.startsWith(path + "."))) {
            problems.add(new FieldProblem(field, code, message));
        }
    }

    boolean isClean() {
        return problems.isEmpty();
    }

    List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    void refuseIfAny() {
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /** A line of text without control characters; null when empty. */
    @Nullable String line(String field, @Nullable String given, int longest) {
        return text(field, given, longest, false);
    }

    /** Text that may have several lines; null when empty. */
    @Nullable String words(String field, @Nullable String given, int longest) {
        return text(field, given, longest, true);
    }

    private @Nullable String text(String field, @Nullable String given, int longest, boolean severalLines) {
        if (given == null || TURNS_THE_ORDER.matcher(given).replaceAll("").isBlank()) {
            return null;
        }
        if (given.length() > longest) {
            problem(field, "too-long", "This may have %d characters at most".formatted(longest));
        }
        if (given.codePoints().anyMatch(sign -> isUnwelcome(sign, severalLines))) {
            problem(field, "control-characters", "This holds characters that cannot be shown: remove them");
        }
        return severalLines
                ? given.strip()
                : TURNS_THE_ORDER.matcher(given).replaceAll("").strip();
    }

    private static boolean isUnwelcome(int sign, boolean severalLines) {
        if (severalLines && (sign == '\n' || sign == '\r' || sign == '\t')) {
            return false;
        }
        int type = Character.getType(sign);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** The same line, and a problem if it is missing. */
    String requiredLine(String field, @Nullable String given, int longest, String message) {
        return required(field, line(field, given, longest), message);
    }

    String required(String field, @Nullable String value, String message) {
        if (value == null) {
            problem(field, "required", message);
            return "";
        }
        return value;
    }

    @Nullable LocalDate date(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            if (ISO_DATE.matcher(given.strip()).matches()) {
                return LocalDate.parse(given.strip());
            }
        } catch (DateTimeParseException noSuchDay) {
            problem(field, "no-such-date", "There is no such day");
            return null;
        }
        problem(field, "not-a-date", "Write the date as year-month-day, such as 2019-04-30");
        return null;
    }

    @Nullable Instant instant(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(given.strip()).toInstant();
        } catch (DateTimeParseException wrong) {
            problem(field, "not-a-time", "Write date, time and zone, such as 2026-03-02T09:30:00Z");
            return null;
        }
    }

    @Nullable String code(String field, @Nullable String given, CodeList list) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (!list.has(given.strip())) {
            problem(field, "unknown-code", "This code is not in the list: ask GET /referrals/codes");
            return null;
        }
        return given.strip();
    }

    @Nullable String matching(String field, @Nullable String given, int longest, Pattern form, String code, String message) {
        var value = line(field, given, longest);
        if (value != null && !form.matcher(value).matches()) {
            problem(field, code, message);
        }
        return value;
    }

    <T extends @Nullable Object> List<T> atMost(String field, @Nullable List<T> given, int most) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > most) {
            problem(field, "too-many", "There may be %d at most".formatted(most));
            return given.subList(0, most);
        }
        return given;
    }
}
