package org.kith.platform.testkit.time;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How long a slow suite may take on two cores, from its first set-up to its last clean-up. The build prints what it took, and
 * fails when it took longer: a suite that grows is found when it grows, not when the whole build no longer fits.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(BudgetKeeper.class)
public @interface Budget {

    /** The most it may take, in seconds. */
    int seconds();
}
