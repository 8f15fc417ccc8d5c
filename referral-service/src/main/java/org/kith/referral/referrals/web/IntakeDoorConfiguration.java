package org.kith.referral.referrals.web;

import io.micrometer.core.instrument.MeterRegistry;
import org.kith.platform.refusal.Problems;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the lanes in front of the intake door. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
class IntakeDoorConfiguration {

    /** Behind security, so that strangers take no place, and before the audit, which writes a row for each that is let in. */
    private static final int BETWEEN_SECURITY_AND_AUDIT = -95;

    @Bean
    FilterRegistrationBean<IntakeLanes> intakeLanes(IntakeSettings settings, Problems problems, MeterRegistry meters) {
        var lanes = new FilterRegistrationBean<>(new IntakeLanes(settings, problems, meters));
        lanes.setOrder(BETWEEN_SECURITY_AND_AUDIT);
        lanes.addUrlPatterns(IntakeController.REFERRALS);
        return lanes;
    }
}
