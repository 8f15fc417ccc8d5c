package org.kith.platform.testkit.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A suite that looks at pages as a browser shows them. It gets one {@link org.kith.platform.infrastructure.Chromium}, by parameter,
 * which is closed behind its last test. Without a Chromium on the machine it is skipped, and says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(BrowserKeeper.class)
public @interface InABrowser {}
