package org.kith.specialist.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.platform.refusal.Refusal;
import org.kith.specialist.requests.Lifecycle.Act;
import org.kith.specialist.requests.Lifecycle.State;

class LifecycleTest {

    static Stream<Arguments> pairs() {
        return Arrays.stream(State.values())
                .flatMap(state -> Arrays.stream(Act.values()).map(act -> Arguments.of(state, act)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void listed_pairs_succeed_and_all_others_are_refused(State from, Act act) {
        var listed = Lifecycle.ROADS.getOrDefault(from, Map.of()).get(act);

        if (listed == null) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Lifecycle.after(from, act));
        } else {
            assertThat(Lifecycle.after(from, act)).isEqualTo(listed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FINISHED, ACCEPT, request-ended",
        "ENDED, HAND_BACK, request-ended",
        "ENDED, RECORD_INPUT, request-ended",
        "WAITING, ACCEPT, request-waits",
        "ASSIGNED, RECORD_INPUT, request-not-accepted",
        "ASSIGNED, FINISH, request-not-accepted",
        "ACCEPTED, ACCEPT, request-already-accepted"
    })
    void the_refusal_says_where_the_request_stands(State from, Act act, String code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Lifecycle.after(from, act))
                .returns(code, Refusal::code);
    }
}
