package org.kith.platform.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    /** The whole text, which may be empty; refused are spreadsheets, texts that are not UTF-8, and columns not separated by commas. */
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
