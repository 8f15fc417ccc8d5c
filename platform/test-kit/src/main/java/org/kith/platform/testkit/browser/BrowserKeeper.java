package org.kith.platform.testkit.browser;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.kith.platform.infrastructure.Chromium;

/** Keeps the browser of a suite {@link InABrowser}; the suite's store closes it. */
final class BrowserKeeper implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(BrowserKeeper.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.found().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        if (context.getTestMethod().isEmpty()) {
            // skipped tests are seen by nobody unless they say so
            System.out.printf(
                    "%n#### NO BROWSER: %s is not run. To run it, %s. ####%n%n",
                    context.getDisplayName(), Chromium.HOW_TO_INSTALL);
        }
        return ConditionEvaluationResult.disabled("no browser: " + Chromium.HOW_TO_INSTALL);
    }

    @Override
    public void beforeAll(ExtensionContext suite) throws IOException {
        suite.getStore(OURS).put(Chromium.class, new Chromium(Chromium.found().orElseThrow()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(OURS).get(Chromium.class));
    }
}
