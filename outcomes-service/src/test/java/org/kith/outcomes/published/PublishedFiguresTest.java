package org.kith.outcomes.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.platform.council.CouncilCode;

class PublishedFiguresTest {

    private static final CouncilCode LANCASHIRE = new CouncilCode("E10000017");

    private final PublishedFigures published = new PublishedFigures();

    @ParameterizedTest
    @CsvSource({
        "referrals, 7948, 86120, 632830",
        "children-referred, 7306, 77010, 557810",
        "re-referrals, 1293, 18730, 142900",
        "re-referral-percent, 16.3, 21.7, 22.6",
        "plans-started, 1203, 10150, 61840",
        "on-plan, 895, 8280, 49420",
        "care-started, 517, 4800, 32270",
        "care-ceased, 569, 5280, 34450",
        "in-care, 1699, 14620, 81770",
        "in-need, 8327, 62450, 402400"
    })
    void the_year_to_march_2025_is_as_published(
            String code, BigDecimal lancashire, BigDecimal northWest, BigDecimal england) {
        var figure = published.of(2025, LANCASHIRE).stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();

        assertThat(figure.values())
                .isEqualTo(Map.of("Lancashire", lancashire, "North West", northWest, "England", england));
        assertThat(figure.year()).isEqualTo(2025);
    }

    @Test
    void a_council_without_published_figures_here_sees_those_of_england() {
        assertThat(published.of(2025, new CouncilCode("E10000016")).getFirst().values())
                .containsOnlyKeys("North West", "England");
    }

    @Test
    void years_begin_in_2012_and_end_in_2025() {
        assertThat(published.years().last()).isEqualTo(2025);
        assertThat(published.years()).contains(2013, 2019);
    }
}
