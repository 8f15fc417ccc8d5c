package org.kith.launcher.bench;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.kith.platform.outbox.Parts;
import org.kith.referral.referrals.Reference;

/** Turns the row of one family into the same row of its n-th copy. */
final class CopiedRow {

    /** What every made-up family name begins with. */
    static final String MARK = "Example";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Higher than any number that the services give while they are measured. */
    private static final long NUMBERS_FROM = 1_000_000_000L;

    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int COUNTED = 8;

    /** Letters of a date. */
    private static final int DATE = 10;

    private static final int YOUNGEST_DAYS = 3;

    private final List<String> familyNames;
    private final List<String> givenNames;
    private final Set<String> stays;
    private final Map<String, Integer> placeOfName = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final int daysApart;
    private int wordsOf;
    private long number;

    /**
     * For copies from that number on.
     *
     * @param stays ids that are nobody's family
     * @param daysApart by so many days each copy is older than the one before it
     */
    CopiedRow(List<String> familyNames, List<String> givenNames, Set<String> stays, int first, int daysApart) {
        this.familyNames = familyNames;
        this.givenNames = givenNames;
        this.stays = stays;
        this.daysApart = daysApart;
        this.number = NUMBERS_FROM + first * 1_000_000L;
        for (int i = 0; i < familyNames.size(); i++) {
            placeOfName.put(familyNames.get(i), i);
            placeOfName.put(familyNames.get(i).toLowerCase(Locale.ROOT), i);
        }
        for (int i = 0; i < givenNames.size(); i++) {
            placeOfName.putIfAbsent(givenNames.get(i), i);
            placeOfName.putIfAbsent(givenNames.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    /** Adds the row, unless it is one of a person's words that has become the same as another of theirs. */
    void write(String table, List<String> columns, List<String> row, int copy, StringBuilder text) {
        int begun = text.length();
        var council = "";
        var key = "";
        int place = 0;
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            if (i > 0) {
                text.append('\t');
            }
            int from = text.length();
            if (column.equals("part")) {
                // worked out when the key is known
                place = from;
                continue;
            }
            write(table, column, row.get(i), copy, text);
            if (column.equals("council")) {
                council = text.substring(from);
            } else if (column.equals("key")) {
                key = text.substring(from);
            }
        }
        if (place > begun) {
            text.insert(place, Parts.of(council, key));
        }
        if (table.equals("person_word") && !isNewWord(text.substring(begun), copy)) {
            text.setLength(begun);
            return;
        }
        text.append('\n');
    }

    private boolean isNewWord(String row, int copy) {
        if (copy != wordsOf) {
            words.clear();
            wordsOf = copy;
        }
        return words.add(row);
    }

    private void write(String table, String column, String value, int copy, StringBuilder text) {
        if (value.equals("\\N")) {
            text.append(value);
            return;
        }
        switch (table + "." + column) {
            case "person.family_name" -> text.append(familyName(value, copy));
            case "person.given_name" -> text.append(another(givenNames, value, copy));
            case "person_word.word" -> text.append(word(value, copy));
            case "person.child_number" -> text.append('K').append(number++);
            case "referral.reference" -> text.append(reference(number++));
            case "referral.receipt_token" ->
                text.append(value, 0, value.length() / 2)
                        .append("copy")
                        .append(copy)
                        .append('x')
                        .append(number++);
            case "match_key.key" -> text.append(digest(value, copy));
            case "stream_head.last_at",
                    "inbox_stream.last_at",
                    "heard_fact.at",
                    "heard_fact.received_at",
                    "unfolded_delta.day",
                    "folded_delta.day" -> text.append(longAgo(value, copy));
            case "unfolded_delta.delta_id", "folded_delta.delta_id" -> text.append(number++);
            default -> ids(value, copy, text);
        }
    }

    /** In a county few families have moved lately; by as much for a copy's row in every database. */
    private String longAgo(String moment, int copy) {
        var day = LocalDate.parse(moment.substring(0, DATE)).minusDays(YOUNGEST_DAYS + (long) copy * daysApart);
        return day + moment.substring(DATE);
    }

    private void ids(String value, int copy, StringBuilder text) {
        if (value.length() < 36) {
            text.append(value);
            return;
        }
        var found = ID.matcher(value);
        int end = 0;
        while (found.find()) {
            text.append(value, end, found.start());
            var id = found.group();
            text.append(stays.contains(id) ? id : id(UUID.fromString(id), copy).toString());
            end = found.end();
        }
        text.append(value, end, value.length());
    }

    /** The same new id for the same old one, made at the same moment. */
    static UUID id(UUID old, int copy) {
        long high = mix(old.getMostSignificantBits() + copy);
        long low = mix(old.getLeastSignificantBits() ^ mix(copy) ^ old.getMostSignificantBits());
        return new UUID(
                (old.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_F000L) | (high & 0xFFFL),
                (old.getLeastSignificantBits() & 0xC000_0000_0000_0000L) | (low & 0x3FFF_FFFF_FFFF_FFFFL));
    }

    /** Spreads a number over all bits (the finaliser of SplitMix64). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private String familyName(String name, int copy) {
        var copied = new StringBuilder();
        for (var part : name.split("-", -1)) {
            copied.append(copied.isEmpty() ? "" : "-")
                    .append(part.equals(MARK) ? part : another(familyNames, part, copy));
        }
        return copied.toString();
    }

    /** A family's names move together, and the two parts of a name by different steps. */
    private String another(List<String> names, String name, int copy) {
        int place = placeOfName.getOrDefault(name, -1);
        return place < 0 || place >= names.size() || !names.get(place).equalsIgnoreCase(name)
                ? name
                : names.get((int) Math.floorMod(place + (long) copy * (1 + name.length()), (long) names.size()));
    }

    private String word(String word, int copy) {
        int place = placeOfName.getOrDefault(word, -1);
        if (place < 0) {
            return word;
        }
        boolean ofAFamily = place < familyNames.size() && familyNames.get(place).equalsIgnoreCase(word);
        return another(ofAFamily ? familyNames : givenNames, word, copy).toLowerCase(Locale.ROOT);
    }

    private static String digest(String bytes, int copy) {
        var copied = new StringBuilder("\\\\x");
        for (int at = bytes.indexOf('x') + 1; at + 16 <= bytes.length(); at += 16) {
            copied.append(String.format(
                    Locale.ROOT, "%016x", mix(Long.parseUnsignedLong(bytes.substring(at, at + 16), 16) + copy)));
        }
        return copied.toString();
    }

    /** One that the services would read, though they would not have come to it for a long time. */
    private static String reference(long number) {
        var signs = new StringBuilder();
        for (int i = 0; i < COUNTED; i++) {
            signs.append(SIGNS.charAt((int) (number % SIGNS.length())));
            number /= SIGNS.length();
        }
        return SIGNS.chars()
                .mapToObj(check -> Reference.read(signs.toString() + (char) check))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
