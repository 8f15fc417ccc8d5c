package org.kith.referral.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.referral.codes.Code;
import org.kith.referral.codes.CodeList;

class NeededDisciplinesTest {

    static Stream<Arguments> factors() {
        return CodeList.CONCERNS.all().stream()
                .map(Code::code)
                .map(code -> Arguments.of(
                        code,
                        switch (code) {
                            case "1A", "1B", "1C", "2A", "2B", "2C" -> List.of(Discipline.SUBSTANCE_MISUSE);
                            case "3A", "3B", "3C" ->
                                List.of(Discipline.DOMESTIC_ABUSE_SURVIVOR, Discipline.DOMESTIC_ABUSE_PERPETRATOR);
                            case "4A", "4B", "4C" -> List.of(Discipline.MENTAL_HEALTH);
                            default -> List.of();
                        }));
    }

    @ParameterizedTest
    @MethodSource("factors")
    void each_worry_calls_for_its_specialists(String code, List<Discipline> disciplines) {
        assertThat(NeededDisciplines.of(List.of(new ConcernCode(code)))).isEqualTo(disciplines);
    }

    @Test
    void a_discipline_is_called_for_once() {
        assertThat(NeededDisciplines.of(List.of(new ConcernCode("1A"), new ConcernCode("2B"))))
                .containsExactly(Discipline.SUBSTANCE_MISUSE);
    }
}
