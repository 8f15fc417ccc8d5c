package org.kith.platform.refusal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of a body is taken.
 *
 * @param json a form with 50 people and long texts is under 200 kB
 * @param csv a year of one district's referrals is under 3 MB
 */
@ConfigurationProperties("kith.body-limit")
record BodyLimits(
        @DefaultValue("1MB") DataSize json,
        @DefaultValue("5MB") DataSize csv) {}
