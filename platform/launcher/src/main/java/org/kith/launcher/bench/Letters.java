package org.kith.launcher.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.kith.launcher.demo.MadeUpNames;

/**
 * Made-up referrals by number, each of a family of its own, with names that nobody takes for real ones. Written as text, since a
 * generator that is cheap leaves the machine to what is measured.
 */
final class Letters {

    /** The trio of family safeguarding and what else there is, with what each worry calls for: two workers, one, one, none. */
    private static final List<String> WORRIES =
            List.of("\"3B\",\"16A\"", "\"1B\",\"16A\"", "\"4B\",\"16A\"", "\"16A\",\"17A\"");

    /** Children in a family out of each hundred: 50 one, 29 two, 13 three, 6 four, 2 five. */
    private static final int[] UP_TO = {50, 79, 92, 98};

    private final List<String> postcodes;

    Letters() {
        try (var raw = Objects.requireNonNull(Letters.class.getResourceAsStream("/demo/postcodes.csv.gz"));
                var reader =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            postcodes = reader.lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many children the family of that number has when families are as they are. */
    static int children(int number) {
        int place = Math.floorMod(number * 37, 100);
        int children = 1;
        for (int limit : UP_TO) {
            if (place >= limit) {
                children++;
            }
        }
        return children;
    }

    /** One child and one adult: the two people of the figure. */
    byte[] ofTwo(int number) {
        return of(number, 1);
    }

    /** A family of the size that families have. */
    byte[] ofFamily(int number) {
        return of(number, children(number));
    }

    private byte[] of(int number, int children) {
        // names alone meet again and again, as real ones do; with the date of birth they do not
        var names = MadeUpNames.FAMILY;
        var family =
                "Example-" + names.get(number % names.size()) + "-" + names.get(number / names.size() % names.size());
        var text = new StringBuilder(1_024)
                .append(
                        "{\"referrer\":{\"sourceCode\":\"6\",\"name\":\"Robin Example-Wren\",\"organisation\":\"Example Police\"},")
                .append("\"children\":[");
        for (int child = 0; child < children; child++) {
            text.append(child == 0 ? "" : ",")
                    .append("{\"givenName\":\"")
                    .append(in(child % 2 == 0 ? MadeUpNames.GIRLS : MadeUpNames.BOYS, number / 7 + child * 5))
                    .append("\",\"familyName\":\"")
                    .append(family)
                    .append("\",\"dateOfBirth\":\"")
                    .append(LocalDate.of(2010, 1, 1).plusDays((number * 13L + child * 611L) % 5_400))
                    .append("\",\"sex\":\"F\"}");
        }
        text.append("],\"adults\":[{\"givenName\":\"")
                .append(in(MadeUpNames.WOMEN, number))
                .append("\",\"familyName\":\"")
                .append(family)
                .append("\",\"dateOfBirth\":\"")
                .append(LocalDate.of(1970, 1, 1).plusDays(number * 17L % 10_950))
                .append("\"}],\"relationships\":[");
        for (int child = 0; child < children; child++) {
            text.append(child == 0 ? "" : ",")
                    .append("{\"from\":\"adults[0]\",\"to\":\"children[")
                    .append(child)
                    .append("]\",\"kind\":\"PARENT\"}");
        }
        return text.append("],\"address\":{\"lines\":[\"")
                .append(number)
                .append(" Example Road\"],\"postcode\":\"")
                .append(postcodes.get((int) (number * 7_919L % postcodes.size())))
                .append("\"},\"worries\":[")
                .append(WORRIES.get(number % WORRIES.size()))
                .append("],\"whatWasSeen\":\"Made-up example, number ")
                .append(number)
                .append(
                        ": what was seen and heard at first hand, in a few plain sentences.\",\"immediateDanger\":false}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String in(List<String> names, int number) {
        return names.get(number % names.size());
    }
}
