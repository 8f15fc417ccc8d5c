package org.kith.outcomes.journeys;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Know a team by its name and district; {@code liveFrom} is absent where the fact does not say. */
public record KnowTeam(
        String teamCode,
        String name,
        String districtCode,
        @Nullable LocalDate liveFrom) {}
