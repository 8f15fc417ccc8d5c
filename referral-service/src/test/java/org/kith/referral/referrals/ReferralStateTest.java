package org.kith.referral.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferralStateTest {

    private static final Set<ReferralState> OPEN = EnumSet.of(ReferralState.RECEIVED, ReferralState.BEING_LOOKED_AT);

    static Stream<Arguments> pairs() {
        return Stream.of(ReferralState.values())
                .flatMap(state -> Stream.of(ReferralAct.values()).map(act -> Arguments.of(state, act)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void an_undecided_referral_takes_every_act_and_a_decided_one_takes_none(ReferralState state, ReferralAct act) {
        var after = state.after(act);

        assertThat(after.isPresent()).isEqualTo(OPEN.contains(state));
        assertThat(state.isDecided()).isNotEqualTo(OPEN.contains(state));
        after.ifPresent(next -> assertThat(next)
                .isEqualTo(
                        switch (act) {
                            case LOOK_AT -> ReferralState.BEING_LOOKED_AT;
                            case CORRECT_FAMILY -> state;
                            case ACCEPT -> ReferralState.ACCEPTED;
                            case DECLINE -> ReferralState.DECLINED;
                            case SIGNPOST -> ReferralState.SIGNPOSTED;
                        }));
    }
}
