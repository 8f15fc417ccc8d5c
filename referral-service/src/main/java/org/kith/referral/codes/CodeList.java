package org.kith.referral.codes;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One list of codes, in the order in which a form shows them. Anything not in it is unknown, and never given a default. */
public enum CodeList {
    /** Concern codes: the census's assessment factors, retired ones left out. */
    CONCERNS("concerns"),
    REFERRAL_SOURCES("referral-sources"),
    SEXES("sexes"),
    RELATIONSHIPS("relationships"),
    FAMILY_KNOWS("family-knows"),
    DECLINE_REASONS("decline-reasons"),
    SERVICES("services"),
    LEVELS_OF_NEED("levels-of-need");

    @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable map that keeps the order of the file.
    private final Map<String, Code> codes;

    CodeList(String file) {
        this.codes = read("/referral/codes/" + file + ".csv");
    }

    private static Map<String, Code> read(String resource) {
        var stream = Objects.requireNonNull(CodeList.class.getResourceAsStream(resource), resource + " is missing");
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var codes = new LinkedHashMap<String, Code>();
            csv.forEach(row -> codes.put(row.getField("code"), new Code(row.getField("code"), row.getField("text"))));
            return Collections.unmodifiableMap(codes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the list has the code. */
    public boolean has(String code) {
        return codes.containsKey(code);
    }

    /**
     * What a code says.
     *
     * @throws IllegalArgumentException for a code that is not in the list
     */
    public String textOf(String code) {
        var found = codes.get(code);
        if (found == null) {
            throw new IllegalArgumentException("Not a code of " + name());
        }
        return found.text();
    }

    /** All of them, in order. */
    public List<Code> all() {
        return List.copyOf(codes.values());
    }
}
