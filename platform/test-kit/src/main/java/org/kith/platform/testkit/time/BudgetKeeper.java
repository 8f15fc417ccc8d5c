package org.kith.platform.testkit.time;

import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Measures a suite against its {@link Budget}. */
final class BudgetKeeper implements BeforeAllCallback, AfterAllCallback {

    private static final Namespace OURS = Namespace.create(BudgetKeeper.class);

    @Override
    public void beforeAll(ExtensionContext suite) {
        suite.getStore(OURS).put(suite.getUniqueId(), System.nanoTime());
    }

    @Override
    public void afterAll(ExtensionContext suite) {
        var begun = suite.getStore(OURS).get(suite.getUniqueId(), Long.class);
        var type = suite.getRequiredTestClass();
        var budget = type.getAnnotation(Budget.class);
        if (begun == null || budget == null) {
            return;
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("%s took %d s of its %d s%n", type.getSimpleName(), took.toSeconds(), budget.seconds());
        if (took.compareTo(Duration.ofSeconds(budget.seconds())) > 0) {
            throw new AssertionError(
                    "%s took %d s and may take %d s: make it shorter, or move its long part to ./kith bench or campaign"
                            .formatted(type.getSimpleName(), took.toSeconds(), budget.seconds()));
        }
    }
}
