package org.kith.platform.changes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.platform.refusal.FieldProblem;
import org.kith.platform.refusal.Invalid;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an open page asks, so that it can say that it is no longer up to date. The pulse tells nobody anything but that the council's
 * journal grew; how many families changed is told of those alone whom the asker may see. Nothing here is a read of a record: no
 * id and no fact is in an answer, so there is nothing to audit.
 */
@RestController
class ChangesDoor {

    private static final Duration LONGEST_AGO = Duration.ofHours(12);
    private static final int MOST_TYPES = 10;

    record Pulse(String pulse) {}

    record Changed(int families) {}

    private final SaidLately said;
    private final Access access;
    private final Clock clock;

    ChangesDoor(SaidLately said, Access access, Clock clock) {
        this.said = said;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/changes/pulse")
    Pulse pulse() {
        return new Pulse(said.pulse(clock.instant()));
    }

    /** How many families of those the asker may see changed since then. */
    @GetMapping("/changes")
    Changed changed(
            @RequestParam Instant since,
            @RequestParam(required = false) @Nullable UUID family,
            @RequestParam(required = false) @Nullable List<String> types,
            @RequestParam(required = false) @Nullable String names) {
        if (types != null && types.size() > MOST_TYPES) {
            throw new Invalid(
                    List.of(new FieldProblem("types", "too-many", "Name at most " + MOST_TYPES + " kinds of facts")));
        }
        var earliest = clock.instant().minus(LONGEST_AGO);
        var families = said.families(
                since.isBefore(earliest) ? earliest : since, family, types == null ? List.of() : types, names);
        return new Changed(access.mayForFamilies(Act.SEE_FAMILY, families).size());
    }
}
