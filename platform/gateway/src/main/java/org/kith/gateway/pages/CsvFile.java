package org.kith.gateway.pages;

import org.jspecify.annotations.Nullable;
import org.kith.platform.files.CsvText;
import org.kith.platform.refusal.Refusal;

/** Says what is wrong with a file as a whole before it is sent on, as the services' doors for files do. */
public final class CsvFile {

    private CsvFile() {}

    /** What is wrong with the file as a whole, and what to do; absent if it can be sent on. */
    public static @Nullable String wrong(byte[] bytes) {
        if (bytes.length == 0) {
            return "Choose a file that has something in it";
        }
        try {
            CsvText.of(bytes);
            return null;
        } catch (Refusal no) {
            return no.getMessage() + ". " + no.hint();
        }
    }
}
