package org.kith.platform.production;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A service is told to work with real data where it could lose or show them. Carries everything that is wrong, at once. */
public final class NotForProduction extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    NotForProduction(List<Finding> findings) {
        super("Not fit for real data (KITH_PRODUCTION=true), " + findings.size() + " to put right:"
                + findings.stream().map(finding -> "\n- " + finding).collect(Collectors.joining()));
        this.findings = List.copyOf(findings);
    }

    /** What is wrong. */
    public List<Finding> findings() {
        return findings;
    }
}
