package org.kith.platform.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class BudgetTest {

    @Budget(seconds = 0)
    static class TooLong {

        @Test
        void is_fine_in_itself() {}
    }

    @Budget(seconds = 60)
    static class WithinItsTime {

        @Test
        void is_fine() {}
    }

    @Test
    void a_suite_that_takes_longer_than_it_may_fails() {
        assertThat(failuresOf(TooLong.class)).isEqualTo(1);
        assertThat(failuresOf(WithinItsTime.class)).isZero();
    }

    private static long failuresOf(Class<?> suite) {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .build(),
                        summary);
        return summary.getSummary().getTotalFailureCount();
    }
}
