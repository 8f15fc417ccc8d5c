package org.kith.referral.search;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.referral.areas.Postcode;
import org.kith.referral.households.NhsNumber;
import org.kith.referral.names.NameWords;
import org.kith.referral.referrals.Reference;

/**
 * What somebody typed into the search box, taken apart.
 *
 * @param words of names
 * @param notes what could not be used, in words for whoever typed it
 */
record Clues(
        List<String> words,
        List<LocalDate> birthdays,
        @Nullable String postcode,
        @Nullable String telephone,
        @Nullable String nhsNumber,
        @Nullable String childNumber,
        @Nullable String reference,
        List<String> notes) {

    /** Longer than any name with everything else; what was meant as a letter is no search. */
    static final int LONGEST = 300;

    private static final int MOST_WORDS = 6;
    private static final int CENTURY = 100;
    private static final int TELEPHONE_DIGITS = 10;
    private static final int DAY_AND_MONTH = 3;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /** Words by which people say what they look for, and which are nobody's name. */
    private static final Set<String> SAID_BESIDES = Set.of(
            "and", "family", "families", "the", "of", "brother", "sister", "sibling", "siblings", "dob", "born", "nhs");

    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));

    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
    private static final Pattern REFERENCE = whole("[0-9a-z]{3}[- ]?[0-9a-z]{3}[- ]?[0-9a-z]{3}");
    private static final Pattern GROUPED = whole("[0-9a-z]{3}[- ][0-9a-z]{3}[- ][0-9a-z]{3}");
    private static final Pattern CHILD_NUMBER = word("k[0-9]{10}");
    private static final Pattern TELEPHONE =
            Pattern.compile("(?<![0-9])(?:(?:\\+44|0044)[ -]*(?:\\(0\\))?|\\(?0)(?:[() -]*[0-9]){9,10}(?![0-9])");
    private static final Pattern NHS_NUMBER = word("[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{4}");
    private static final Pattern POSTCODE = word("[a-z]{1,2}[0-9][a-z0-9]?\\s*[0-9][a-z]{2}");
    private static final Pattern POSTCODE_DISTRICT = whole("[a-z]{1,2}[0-9][a-z0-9]?");
    private static final Pattern YEAR_FIRST = word("(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})");
    private static final Pattern DAY_FIRST =
            word("(?<d>[0-9]{1,2})[-/. ](?<m>[0-9]{1,2})[-/. ](?<y>[0-9]{4}|[0-9]{2})");
    private static final Pattern DAY_IN_WORDS =
            word("(?<d>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?:of )?(?<m>" + MONTH + ")[., -]+(?<y>[0-9]{4}|[0-9]{2})");
    private static final Pattern MONTH_IN_WORDS =
            word("(?<m>" + MONTH + ") (?<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?<y>[0-9]{4}|[0-9]{2})");
    private static final Pattern DIGITS_ALONE = word("(?<d>[0-9]{2})(?<m>[0-9]{2})(?<y>[0-9]{4})");

    private static Pattern whole(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static Pattern word(String pattern) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + pattern + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE);
    }

    /**
     * Reads what was typed.
     *
     * @throws Invalid with a sentence for whoever typed it, if nothing can be looked for
     */
    static Clues read(@Nullable String typed, LocalDate today) {
        if (typed == null || typed.isBlank()) {
            throw refused(
                    "missing", "Type a name, a reference, a whole postcode, a telephone number or a date of birth");
        }
        if (typed.codePointCount(0, typed.length()) > LONGEST) {
            throw refused(
                    "too-long", "Type %d characters at most: a name and a date of birth are enough".formatted(LONGEST));
        }
        var text = INVISIBLE
                .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("")
                .strip();
        return new Reading(text, today).clues();
    }

    private static Invalid refused(String code, String message) {
        return new Invalid(List.of(new FieldProblem("text", code, message)));
    }

    /** How many things were asked for; a family must answer most of them. */
    int count() {
        return words.size()
                + birthdays.size()
                + one(postcode)
                + one(telephone)
                + one(nhsNumber)
                + one(childNumber)
                + one(reference);
    }

    private static int one(@Nullable Object clue) {
        return clue == null ? 0 : 1;
    }

    /** Kinds of clues, without the clues, for the audit. */
    String kinds() {
        var kinds = new ArrayList<String>();
        add(kinds, "NAME", !words.isEmpty());
        add(kinds, "BIRTHDAY", !birthdays.isEmpty());
        add(kinds, "POSTCODE", postcode != null);
        add(kinds, "TELEPHONE", telephone != null);
        add(kinds, "NHS_NUMBER", nhsNumber != null);
        add(kinds, "CHILD_NUMBER", childNumber != null);
        add(kinds, "REFERENCE", reference != null);
        return String.join(",", kinds);
    }

    private static void add(List<String> kinds, String kind, boolean there) {
        if (there) {
            kinds.add(kind);
        }
    }

    /** What is looked for, in words. */
    List<String> said() {
        var said = new ArrayList<String>();
        if (!words.isEmpty()) {
            said.add("names like " + String.join(" ", words));
        }
        birthdays.forEach(day -> said.add("born on " + inWords(day)));
        add(said, "postcode " + postcode, postcode != null);
        add(said, "telephone " + telephone, telephone != null);
        add(said, "NHS number " + nhsNumber, nhsNumber != null);
        add(said, "child number " + childNumber, childNumber != null);
        add(said, "reference " + reference, reference != null);
        return said;
    }

    static String inWords(LocalDate day) {
        return DAY.format(day);
    }

    @Override
    public String toString() {
        return "Clues[" + kinds() + "]";
    }

    /** Takes one kind of clue after the other out of the text; what is left are names. */
    private static final class Reading {

        private String rest;
        private final LocalDate today;
        private final List<String> notes = new ArrayList<>();
        private final Set<LocalDate> birthdays = new LinkedHashSet<>();

        private Reading(String text, LocalDate today) {
            this.rest = text;
            this.today = today;
        }

        private Clues clues() {
            var reference = reference();
            var childNumber = taken(CHILD_NUMBER);
            var telephone = telephone();
            var postcode = postcode();
            for (var pattern : List.of(YEAR_FIRST, DAY_IN_WORDS, MONTH_IN_WORDS, DAY_FIRST, DIGITS_ALONE)) {
                takeDays(pattern);
            }
            var nhsNumber = nhsNumber();
            var words = words();
            var clues = new Clues(
                    words,
                    List.copyOf(birthdays),
                    postcode,
                    telephone,
                    nhsNumber,
                    childNumber == null ? null : childNumber.toUpperCase(Locale.ROOT),
                    reference,
                    List.copyOf(notes));
            if (clues.count() == 0) {
                throw notes.isEmpty()
                        ? refused(
                                "too-short",
                                "Type at least two letters of a name: one letter would find nearly everybody")
                        : refused("not-found-in-text", String.join(". ", notes));
            }
            return clues;
        }

        private @Nullable String reference() {
            if (!REFERENCE.matcher(rest).matches()) {
                return null;
            }
            var read = Reference.read(rest);
            boolean hasDigit = rest.chars().anyMatch(Character::isDigit);
            if (read.isPresent()) {
                if (hasDigit || GROUPED.matcher(rest).matches()) {
                    rest = "";
                }
                return read.get().value();
            }
            if (hasDigit && GROUPED.matcher(rest).matches() && rest.contains("-")) {
                notes.add("No reference is %s: a sign is wrong or two are swapped. Check it and type it again"
                        .formatted(rest.toUpperCase(Locale.ROOT)));
                rest = "";
            }
            return null;
        }

        private @Nullable String taken(Pattern pattern) {
            var found = pattern.matcher(rest).results().findFirst();
            found.ifPresent(this::cut);
            return found.map(MatchResult::group).orElse(null);
        }

        private void cut(MatchResult found) {
            rest = rest.substring(0, found.start()) + " " + rest.substring(found.end());
        }

        private @Nullable String telephone() {
            var found = TELEPHONE.matcher(rest).results().findFirst();
            if (found.isEmpty()) {
                return null;
            }
            var digits = found.get()
                    .group()
                    .replace("(0)", "")
                    .replaceAll("[^0-9+]", "")
                    .replaceFirst("^(\\+44|0044)", "0");
            if (digits.length() < TELEPHONE_DIGITS || digits.length() > TELEPHONE_DIGITS + 1) {
                return null;
            }
            cut(found.get());
            return digits;
        }

        private @Nullable String postcode() {
            var found = POSTCODE.matcher(rest)
                    .results()
                    .filter(one -> Postcode.read(one.group()).isPresent())
                    .findFirst();
            found.ifPresent(this::cut);
            return found.flatMap(one -> Postcode.read(one.group()))
                    .map(Postcode::value)
                    .orElse(null);
        }

        private @Nullable String nhsNumber() {
            var found = NHS_NUMBER.matcher(rest).results().findFirst();
            if (found.isEmpty()) {
                return null;
            }
            cut(found.get());
            var read = NhsNumber.read(found.get().group().replaceAll("[^0-9]", ""));
            if (read.isEmpty()) {
                notes.add("Ten digits were typed that are no NHS number: a digit is wrong or two are swapped");
            }
            return read.map(NhsNumber::value).orElse(null);
        }

        private void takeDays(Pattern pattern) {
            for (var found = pattern.matcher(rest).results().findFirst();
                    found.isPresent();
                    found = pattern.matcher(rest).results().findFirst()) {
                var day = day(found.get());
                cut(found.get());
                if (day == null || day.isAfter(today.plusYears(1))) {
                    notes.add("There is no such date of birth as %s"
                            .formatted(found.get().group()));
                } else {
                    birthdays.add(day);
                }
            }
        }

        private @Nullable LocalDate day(MatchResult found) {
            var month = found.group("m").toLowerCase(Locale.ROOT);
            int year = Integer.parseInt(found.group("y"));
            if (year < CENTURY) {
                int thisCentury = today.getYear() / CENTURY * CENTURY + year;
                year = thisCentury > today.getYear() ? thisCentury - CENTURY : thisCentury;
            }
            try {
                return LocalDate.of(
                        year,
                        Character.isDigit(month.charAt(0))
                                ? Integer.parseInt(month)
                                : MONTHS.getOrDefault(month.substring(0, DAY_AND_MONTH), 0),
                        Integer.parseInt(found.group("d")));
            } catch (DateTimeException noSuchDay) {
                return null;
            }
        }

        private List<String> words() {
            var all = NameWords.of(rest).stream()
                    .filter(word ->
                            word.codePointCount(0, word.length()) > 1 || Character.isIdeographic(word.codePointAt(0)))
                    .filter(this::canBeAName)
                    .toList();
            var names =
                    all.stream().filter(word -> !SAID_BESIDES.contains(word)).toList();
            return (names.isEmpty() ? all : names).stream().limit(MOST_WORDS).toList();
        }

        /** Nobody's name has a digit: by its sound it would find people who have nothing to do with it. */
        private boolean canBeAName(String word) {
            if (word.codePoints().noneMatch(Character::isDigit)) {
                return true;
            }
            var typed = word.toUpperCase(Locale.ROOT);
            notes.add(
                    POSTCODE_DISTRICT.matcher(word).matches()
                            ? "%s is the beginning of a postcode, where thousands live: type the whole postcode"
                                    .formatted(typed)
                            : "%s has digits and is no name, and no whole reference, postcode, telephone number, NHS number or date of birth"
                                    .formatted(typed));
            return false;
        }
    }
}
