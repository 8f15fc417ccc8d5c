package org.kith.specialist.digests;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When digests go out, and from whom.
 *
 * @param at time of day in England
 * @param every sends that often instead of once a day; for demonstrations and tests
 * @param retry how soon a digest that the mail server did not take is tried again
 * @param claim for how long one sender has lines in hand; longer than a mail server may take
 * @param from the sender's address
 * @param tray where the tray is, for the link in the mail
 */
@ConfigurationProperties("kith.specialist.digest")
record DigestSettings(
        @DefaultValue("08:00") LocalTime at,
        @Nullable Duration every,
        @DefaultValue("5m") Duration retry,
        @DefaultValue("5m") Duration claim,
        @DefaultValue("kith@example.org") String from,
        @DefaultValue("http://127.0.0.1:7600/tray") String tray) {

    DigestSettings {
        if ((every != null && !every.isPositive()) || !retry.isPositive() || !claim.isPositive()) {
            throw new IllegalArgumentException("Digests need a pause of more than nothing between them");
        }
    }
}
