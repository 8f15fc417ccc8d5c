package org.kith.allocation.families;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kith.allocation.placements.WaitReason;
import org.kith.allocation.teams.AreaCode;
import org.kith.allocation.teams.DistrictCode;
import org.kith.allocation.teams.TeamCode;
import org.kith.allocation.workers.WorkerId;
import org.kith.platform.refusal.Refusal;

class FamilyPlaceTest {

    private static final FamilyId FAMILY = new FamilyId(UUID.randomUUID());
    private static final ReferralId REFERRAL = new ReferralId(UUID.randomUUID());
    private static final WorkerId WORKER = new WorkerId(UUID.randomUUID());
    private static final TeamCode T01 = new TeamCode("T01");
    private static final TeamCode T02 = new TeamCode("T02");
    private static final AreaCode AREA = new AreaCode("E07000117:BB11 3");
    private static final Instant NOW = Instant.parse("2026-03-02T15:10:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    @Test
    void a_lead_does_not_follow_the_family_to_another_team() {
        var place = held();
        place.nameLead(WORKER, NOW);

        place.transferTo(T02, LATER);

        assertThat(place.team()).isEqualTo(T02);
        assertThat(place.lead()).isNull();
        assertThat(place.since()).isEqualTo(LATER);
    }

    @Test
    void protection_never_ends_by_itself_and_no_area_is_kept_beside_it() {
        var place = new FamilyPlace(FAMILY, REFERRAL, NOW);
        place.learns(accepted(null, true));

        place.learns(accepted(AREA, false));

        assertThat(place.area()).isNull();
        assertThat(place.district()).isEqualTo(new DistrictCode("E07000117"));
        assertThat(place.asQuestion(NOW).addressProtected()).isTrue();
    }

    @Test
    void protection_passes_from_an_absorbed_family_to_the_one_that_goes_on() {
        var absorbed = new FamilyPlace(new FamilyId(UUID.randomUUID()), REFERRAL, NOW);
        absorbed.learns(accepted(null, true));
        var survivor = held();

        survivor.learnsFrom(absorbed);

        assertThat(survivor.area()).isNull();
        assertThat(survivor.asQuestion(NOW).addressProtected()).isTrue();
    }

    @Test
    void a_second_referral_while_waiting_keeps_the_first_since_and_the_sooner_limit() {
        var place = waiting();

        place.waitFor(WaitReason.TEAM_FULL, T01, LATER, LATER.plusSeconds(60));

        assertThat(place.since()).isEqualTo(NOW);
        assertThat(place.limitAt()).isEqualTo(LATER.plusSeconds(60));
    }

    @Test
    void only_a_held_family_is_transferred_led_or_closed() {
        var place = waiting();

        refuses("family-not-held", () -> place.transferTo(T02, LATER));
        refuses("family-not-held", () -> place.nameLead(WORKER, LATER));
        refuses("family-not-held", () -> place.close(LATER));
    }

    @Test
    void a_family_is_not_transferred_to_the_team_it_is_in() {
        var place = held();

        refuses("same-team", () -> place.transferTo(T01, LATER));
    }

    @Test
    void nothing_is_done_before_the_family_came() {
        var place = held();

        refuses("before-the-family-came", () -> place.transferTo(T02, NOW.minusSeconds(1)));
        refuses("before-the-family-came", () -> place.close(NOW.minusSeconds(1)));
        refuses("before-the-family-came", () -> place.nameLead(WORKER, NOW.minusSeconds(1)));
    }

    @Test
    void a_person_places_only_a_family_that_waits() {
        var held = held();
        var closed = held();
        closed.close(LATER);

        refuses("family-already-held", () -> held.mustWait(LATER));
        refuses("family-closed", () -> closed.mustWait(LATER));
    }

    @Test
    void a_joined_family_is_left_alone() {
        var place = held();
        place.joinInto(new FamilyId(UUID.randomUUID()), LATER);

        refuses("family-joined", () -> place.transferTo(T02, LATER));
        refuses("family-joined", () -> place.mustWait(LATER));
        assertThat(place.area()).as("the one that goes on alone knows it").isNull();
    }

    private static void refuses(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(act).returns(code, Refusal::code);
    }

    private static FamilyPlace held() {
        var place = new FamilyPlace(FAMILY, REFERRAL, NOW);
        place.learns(accepted(AREA, false));
        place.allocateTo(T01, NOW);
        return place;
    }

    private static FamilyPlace waiting() {
        var place = new FamilyPlace(FAMILY, REFERRAL, NOW);
        place.learns(accepted(AREA, false));
        place.waitFor(WaitReason.TEAM_FULL, T01, NOW, NOW.plusSeconds(86_400));
        return place;
    }

    private static AllocateFamily accepted(@Nullable AreaCode area, boolean isProtected) {
        return new AllocateFamily(FAMILY, REFERRAL, area, new DistrictCode("E07000117"), isProtected, false, NOW);
    }
}
