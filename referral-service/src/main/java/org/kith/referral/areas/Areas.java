package org.kith.referral.areas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.kith.platform.council.CouncilCode;
import org.springframework.stereotype.Component;

/** Knows the area of every postcode of a council's own county. Read once per council, and small: 9 bytes a postcode. */
@Component
public class Areas {

    private static final int LETTERS = 37;

    private final Map<CouncilCode, Places> known = new ConcurrentHashMap<>();

    /**
     * The area a postcode lies in, or {@link Area#OUTSIDE} if no postcode of the county begins like it. Empty where that cannot be
     * said: the council has no list, or the list has others that begin so and not this one, which may be new or mistyped.
     */
    public Optional<Area> of(CouncilCode council, Postcode postcode) {
        var places = known.computeIfAbsent(council, Places::read);
        return places.district(postcode)
                .map(found -> Area.of(postcode, found))
                .or(() -> places.knowOutcode(postcode) ? Optional.empty() : Optional.of(Area.OUTSIDE));
    }

    /** Sorted postcodes as numbers, and beside each the place of its district in a short list. */
    private static final class Places {

        private final long[] postcodes;
        private final byte[] district;
        private final String[] districts;
        private final Set<String> outcodes;

        private Places(long[] postcodes, byte[] district, String[] districts, Set<String> outcodes) {
            this.postcodes = postcodes;
            this.district = district;
            this.districts = districts;
            this.outcodes = outcodes;
        }

        static Places read(CouncilCode council) {
            var file = Areas.class.getResourceAsStream("/referral/areas/" + council.value() + ".csv.gz");
            if (file == null) {
                return new Places(new long[0], new byte[0], new String[0], Set.of());
            }
            try (var lines =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
                return of(lines.lines().toList().toArray(String[]::new));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Places of(String[] lines) {
            Arrays.sort(lines, (one, other) -> Long.compare(number(one), number(other)));
            var districts = new ArrayList<String>();
            var outcodes = new HashSet<String>();
            var postcodes = new long[lines.length];
            var district = new byte[lines.length];
            for (int i = 0; i < lines.length; i++) {
                var code = lines[i].substring(lines[i].indexOf(',') + 1);
                if (!districts.contains(code)) {
                    districts.add(code);
                }
                postcodes[i] = number(lines[i]);
                outcodes.add(lines[i].substring(0, lines[i].indexOf(' ')));
                district[i] = (byte) districts.indexOf(code);
            }
            return new Places(postcodes, district, districts.toArray(String[]::new), outcodes);
        }

        /** The letters before a comma as a number to the base 37; spaces do not count. */
        static long number(String line) {
            long number = 0;
            for (int i = 0; i < line.length() && line.charAt(i) != ','; i++) {
                if (line.charAt(i) != ' ') {
                    number = number * LETTERS + Character.digit(line.charAt(i), Character.MAX_RADIX) + 1;
                }
            }
            return number;
        }

        /** Without a list nothing is known to be outside. */
        boolean knowOutcode(Postcode postcode) {
            return outcodes.isEmpty() || outcodes.contains(postcode.outcode());
        }

        Optional<String> district(Postcode postcode) {
            int at = Arrays.binarySearch(postcodes, number(postcode.value()));
            return at < 0 ? Optional.empty() : Optional.of(districts[district[at]]);
        }
    }
}
