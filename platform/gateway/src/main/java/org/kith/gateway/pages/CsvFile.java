package org.kith.gateway.pages;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells a file of text from a spreadsheet's own format, so that whoever sends the wrong one learns what to do. */
public final class CsvFile {

    private CsvFile() {}

    /** What is wrong with the file as a whole; absent if it can be sent on. */
    public static @Nullable String wrong(byte[] bytes) {
        if (bytes.length == 0) {
            return "Choose a file that has something in it";
        }
        if (begins(bytes, 'P', 'K') || begins(bytes, 0xD0, 0xCF) || begins(bytes, '%', 'P') || hasNul(bytes)) {
            return "This is not a CSV file. In your spreadsheet choose Save as, CSV UTF-8, and send that file; nothing was taken";
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return null;
        } catch (CharacterCodingException otherLetters) {
            return "Some letters of this file cannot be read. Save it as CSV UTF-8 and send it again; nothing was taken";
        }
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }
}
