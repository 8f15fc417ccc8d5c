package org.kith.platform.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import org.kith.platform.refusal.Refusal;

/** The text of a CSV file. What a spreadsheet saves in its place by mistake is refused with what to do. */
public final class CsvText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String SAVE_AS = "In your spreadsheet choose Save as, CSV UTF-8, and send that file";

    /** What stands between the columns where a spreadsheet of another language, or a database, made the file. */
    private static final Map<String, String> OTHER_SEPARATORS =
            Map.of(";", "semicolons", "\t", "tabs", "|", "upright lines");

    private CsvText() {}

    /** The whole text, which may be empty; refused are spreadsheets, texts that are not UTF-8, columns not separated by commas, and quotations that do not end. */
    public static String of(byte[] file) {
        if (begins(file, 'P', 'K') || begins(file, 0xD0, 0xCF) || begins(file, '%', 'P')) {
            throw Refusal.unprocessable("not-csv", "This is not a CSV file; nothing was taken", SAVE_AS);
        }
        if (begins(file, 0xFF, 0xFE) || begins(file, 0xFE, 0xFF) || hasNul(file)) {
            throw Refusal.unprocessable(
                    "not-utf-8",
                    "The file is not UTF-8 text but UTF-16, or no text at all; nothing was taken",
                    SAVE_AS);
        }
        var text = decoded(file);
        requireCommas(text);
        requireClosedQuotes(text);
        requireEachHeadingOnce(text);
        return text;
    }

    private static String decoded(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException otherLetters) {
            throw Refusal.unprocessable(
                    "not-utf-8",
                    "The file is not UTF-8 text, so its letters cannot be told; nothing was taken",
                    SAVE_AS);
        }
    }

    /** A heading row has several columns, and no heading has a separator in it. */
    private static void requireCommas(String text) {
        var headings = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (headings.contains(",")) {
            return;
        }
        OTHER_SEPARATORS.forEach((separator, name) -> {
            if (headings.contains(separator)) {
                throw Refusal.unprocessable(
                        "not-separated-by-commas",
                        "The columns of this file are separated by " + name + "; nothing was taken",
                        "Save it as CSV UTF-8 with columns separated by commas, and send that file");
            }
        });
    }

    /** Spreadsheets end a row with commas where a column was emptied and not taken out. */
    private static void requireEachHeadingOnce(String text) {
        var line = text.lines().filter(one -> !one.isBlank()).findFirst().orElse("");
        if (line.contains("\"")) {
            return;
        }
        var seen = new HashSet<String>();
        int column = 0;
        for (var heading : line.split(",", -1)) {
            column++;
            if (heading.isBlank() && column > 1) {
                throw Refusal.unprocessable(
                        "empty-heading",
                        "Column " + column + " has no heading; nothing was taken",
                        "Take that column out: a comma at the end of the heading row makes one");
            }
            if (!seen.add(heading.strip())) {
                throw Refusal.unprocessable(
                        "heading-twice",
                        "The heading of column " + column + " stands there already; nothing was taken",
                        "Leave one column of each name");
            }
        }
    }

    /**
     * Quotation marks that are never closed make all that follows one field, however many rows it was: those would be lost without a
     * word. A field is quoted if it begins with the mark; a mark within it is doubled (RFC 4180).
     */
    private static void requireClosedQuotes(String text) {
        int line = 1;
        int openedOn = 0;
        boolean begins = true;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            boolean doubled = sign == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"';
            if (openedOn > 0 && sign == '"') {
                if (doubled) {
                    at++;
                } else {
                    openedOn = 0;
                }
            } else if (openedOn == 0 && sign == '"' && begins) {
                openedOn = line;
            }
            begins = openedOn == 0 && (sign == ',' || sign == '\n' || sign == '\r');
            line += sign == '\n' ? 1 : 0;
        }
        if (openedOn > 0) {
            throw Refusal.unprocessable(
                    "quotation-not-closed",
                    "A quotation mark on line " + openedOn
                            + " is never closed, so it cannot be told where that row ends; nothing was taken",
                    "Close it, or take it out: a text with a comma or a line break stands between two quotation marks");
        }
    }

    private static boolean begins(byte[] file, int first, int second) {
        return file.length > 1 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
    }

    private static boolean hasNul(byte[] file) {
        for (byte one : file) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }
}
