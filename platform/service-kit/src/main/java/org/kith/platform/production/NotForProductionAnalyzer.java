package org.kith.platform.production;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong instead of where in the code it was noticed. */
final class NotForProductionAnalyzer extends AbstractFailureAnalyzer<NotForProduction> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NotForProduction cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Put each right and start again. docs/runbook.md says how. Without KITH_PRODUCTION the service starts as it is:"
                        + " for made-up people only.",
                cause);
    }
}
