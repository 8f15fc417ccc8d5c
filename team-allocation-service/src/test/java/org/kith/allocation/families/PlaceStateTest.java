package org.kith.allocation.families;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.allocation.families.PlaceState.Act;

class PlaceStateTest {

    private static final Map<String, PlaceState> ALLOWED = Map.ofEntries(
            Map.entry("ARRIVED WAIT", PlaceState.WAITING),
            Map.entry("ARRIVED ALLOCATE", PlaceState.HELD),
            Map.entry("ARRIVED JOIN", PlaceState.JOINED),
            Map.entry("WAITING WAIT", PlaceState.WAITING),
            Map.entry("WAITING ALLOCATE", PlaceState.HELD),
            Map.entry("WAITING LET_GO", PlaceState.CLOSED),
            Map.entry("WAITING JOIN", PlaceState.JOINED),
            Map.entry("HELD STAY", PlaceState.HELD),
            Map.entry("HELD TRANSFER", PlaceState.HELD),
            Map.entry("HELD NAME_LEAD", PlaceState.HELD),
            Map.entry("HELD CLOSE", PlaceState.CLOSED),
            Map.entry("HELD JOIN", PlaceState.JOINED),
            Map.entry("CLOSED WAIT", PlaceState.WAITING),
            Map.entry("CLOSED ALLOCATE", PlaceState.HELD),
            Map.entry("CLOSED JOIN", PlaceState.JOINED));

    static Stream<Arguments> pairs() {
        return Stream.of(PlaceState.values())
                .flatMap(from -> Stream.of(Act.values()).map(act -> Arguments.of(from, act)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pairs")
    void listed_pairs_succeed_and_all_others_are_refused(PlaceState from, Act act) {
        var expected = ALLOWED.get(from + " " + act);

        assertThat(from.after(act).orElse(null)).isEqualTo(expected);
    }
}
