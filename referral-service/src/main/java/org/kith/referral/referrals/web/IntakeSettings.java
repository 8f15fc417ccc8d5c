package org.kith.referral.referrals.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many referrals are taken at once. Together they must be fewer than the database's connections, or the rest of the service
 * stands still while many refer.
 *
 * @param atOnce referrals in hand at the same time
 * @param longestWait how long one may wait for its turn before it is told to come again
 * @param dangerAtOnce the same for those about a child in danger, beside the others
 * @param dangerWait how long one of these may wait
 */
@ConfigurationProperties("kith.referral.intake")
record IntakeSettings(
        @DefaultValue("3") int atOnce,
        @DefaultValue("1s") Duration longestWait,
        @DefaultValue("1") int dangerAtOnce,
        @DefaultValue("8s") Duration dangerWait) {}
