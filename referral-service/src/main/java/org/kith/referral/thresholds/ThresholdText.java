package org.kith.referral.thresholds;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The council's own words for each level of need, which stand beside the choice on the screening page. */
@Component
public class ThresholdText {

    /**
     * One level.
     *
     * @param text what the level is called, such as {@code Level 3: a child in need of social care help}
     * @param guide how a worker tells it from the others
     */
    public record Level(String code, String text, String guide) {}

    private static final int LONGEST = 600;

    private final List<Level> levels;

    /**
     * Reads them once, at start.
     *
     * @param file the council's own file with the columns code, text and guide; empty for the text of the Children Act
     * @throws IllegalStateException if the file does not say each of the four levels once
     */
    @Autowired
    ThresholdText(@Value("${kith.referral.threshold-text:}") String file) {
        this.levels = file.isBlank() ? ours() : of(Path.of(file));
    }

    /** Lowest first. */
    public List<Level> levels() {
        return levels;
    }

    private static List<Level> ours() {
        var stream =
                Objects.requireNonNull(ThresholdText.class.getResourceAsStream("/referral/codes/levels-of-need.csv"));
        return checked("the levels of need", read(reader(stream)));
    }

    private static List<Level> of(Path file) {
        try {
            return checked(file.toString(), read(reader(Files.newInputStream(file))));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The council's threshold text cannot be read: " + file, unreadable);
        }
    }

    private static Reader reader(InputStream stream) {
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }

    private static List<Level> read(Reader text) {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            var levels = new ArrayList<Level>();
            csv.forEach(row -> levels.add(new Level(
                    row.getField("code").strip(),
                    row.getField("text").strip(),
                    row.getField("guide").strip())));
            return List.copyOf(levels);
        } catch (IOException unreadable) {
            throw new IllegalStateException("The threshold text cannot be read", unreadable);
        }
    }

    private static List<Level> checked(String where, List<Level> levels) {
        var wanted = Stream.of("1", "2", "3", "4").toList();
        if (!levels.stream().map(Level::code).toList().equals(wanted)) {
            throw new IllegalStateException("%s must say the levels 1, 2, 3 and 4, in this order".formatted(where));
        }
        levels.forEach(level -> {
            if (level.text().isEmpty()
                    || level.guide().isEmpty()
                    || level.text().length() + level.guide().length() > LONGEST) {
                throw new IllegalStateException("%s must say text and guide of level %s in at most %d characters"
                        .formatted(where, level.code(), LONGEST));
            }
        });
        return levels;
    }
}
