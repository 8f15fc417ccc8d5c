package org.kith.gateway.pages;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts times and codes into words. Pages call it {@code @words}. */
@Component("words")
public class Words {

    private static final int UUID_LENGTH = 36;

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("h:mma", Locale.UK);

    private static final Pattern HUMP = Pattern.compile("[A-Z]");
    private static final Pattern NUMBER_IN_NAME = Pattern.compile("\\[([0-9]{1,4})]");
    private static final Pattern NUMBERED = Pattern.compile("[0-9]+[A-Z]?");
    private static final Pattern TEAM = Pattern.compile("T[0-9]+");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern CODE = Pattern.compile("(?=.{5})[A-Z]+(_[A-Z]+)*");
    private static final Pattern ISO_DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    private final Clock clock;

    /** Words about moments as seen from that clock. */
    public Words(Clock clock) {
        this.clock = clock;
    }

    /** A day, such as 3 March 2026. */
    public String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    /** The day of a moment. */
    public String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at.atZone(ENGLAND));
    }

    /** Day and time, such as 3 March 2026 at 9:05am. */
    public String when(@Nullable Instant at) {
        return at == null ? "" : day(at) + " at " + clock(at);
    }

    /** When something is due, with its weekday. */
    public String due(@Nullable Instant at) {
        return at == null ? "" : WEEKDAY.format(at.atZone(ENGLAND)) + " at " + clock(at);
    }

    /** A time of today, or day and time. */
    public String time(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        return LocalDate.ofInstant(at, ENGLAND).equals(LocalDate.ofInstant(clock.instant(), ENGLAND))
                ? clock(at)
                : when(at);
    }

    /** How long ago, such as 3 hours. */
    public String ago(@Nullable Instant at) {
        return at == null ? "" : length(Duration.between(at, clock.instant()));
    }

    /** A moment for machines, in the attribute of a time element. */
    public String machine(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    /** An age in years, for a birthday. */
    public String age(@Nullable LocalDate born) {
        if (born == null) {
            return "";
        }
        int years = born.until(LocalDate.ofInstant(clock.instant(), ENGLAND)).getYears();
        return years == 1 ? "1 year" : years + " years";
    }

    /** A code of ours in words: TEAM_MANAGER is Team manager. */
    public String code(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return "";
        }
        String words = code.replace('_', ' ').toLowerCase(Locale.UK);
        return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    /** Why a task is there: a code in words, or what is no code, such as a topic, as it is. */
    public String reason(String code) {
        return switch (code) {
            case "FORKED" -> "Two facts claim one place";
            case "UNREADABLE" -> "A fact cannot be read";
            default -> code.equals(code.toLowerCase(Locale.ROOT)) ? code : code(code);
        };
    }

    /** Who is to do something: a role in words, or a worker by name; of a worker whose name is not at hand, that it is one. */
    public String owner(String code, @Nullable String name) {
        if (code.length() < UUID_LENGTH) {
            return code(code);
        }
        return name == null ? "A worker" : name;
    }

    /** What a field is called where only its name is at hand: children[0].givenName is Children 1, given name. */
    public String field(String name) {
        var spaced = HUMP.matcher(
                        NUMBER_IN_NAME.matcher(name).replaceAll(found -> " " + (Integer.parseInt(found.group(1)) + 1)))
                .replaceAll(found -> " " + found.group().toLowerCase(Locale.UK));
        return first(spaced.replace(".", ", ").toLowerCase(Locale.UK));
    }

    /** What somebody chose in a form's field, where only the code of it is at hand; what they typed stays as it is. */
    public String chosen(String name, String value) {
        if (UUID.matcher(value).matches()) {
            return "The one you chose";
        }
        if (TEAM.matcher(value).matches()) {
            return "Team " + value;
        }
        return CODE.matcher(value).matches() && !name.toLowerCase(Locale.UK).contains("name") ? code(value) : value;
    }

    /** What stands behind an entry of a time line: a team, or a code in words; empty for numbers, which only programs read. */
    public String behind(@Nullable String detail) {
        if (detail == null || NUMBERED.matcher(detail).matches()) {
            return "";
        }
        return TEAM.matcher(detail).matches() ? "Team " + detail : code(detail);
    }

    /** How far a referral came, in words. */
    public String stage(@Nullable String stage) {
        return switch (stage == null ? "" : stage) {
            case "DECLINED" -> "No further action";
            case "SIGNPOSTED" -> "Pointed to another service";
            case "RECEIVED" -> "Not yet decided";
            case "BEING_LOOKED_AT" -> "Being looked at";
            default -> code(stage);
        };
    }

    /** A sentence of a service with its days as people write them, such as 3 March 2026 for 2026-03-03. */
    public String plain(@Nullable String sentence) {
        return sentence == null ? "" : ISO_DAY.matcher(sentence).replaceAll(found -> written(found.group()));
    }

    private String written(String isoDay) {
        try {
            return day(LocalDate.parse(isoDay));
        } catch (DateTimeException none) {
            return isoDay;
        }
    }

    /** With a capital first letter, where a text stands alone. */
    public String first(@Nullable String text) {
        return text == null || text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.UK) + text.substring(1);
    }

    private static String clock(Instant at) {
        return CLOCK.format(at.atZone(ENGLAND)).toLowerCase(Locale.UK);
    }

    private static String length(Duration time) {
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        if (time.toHours() >= 2) {
            return time.toHours() + " hours";
        }
        long minutes = Math.max(time.toMinutes(), 0);
        return minutes == 1 ? "1 minute" : minutes + " minutes";
    }
}
