package org.kith.gateway.worries;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kith.gateway.GatewaySettings;
import org.springframework.stereotype.Component;

/**
 * How many worries one address may raise without an account in a while. It counts in this process: several gateways allow so
 * much each. Whoever says that a child is in danger is never stopped.
 */
@Component
public class IntakeLimit {

    /** Addresses remembered at once; the longest unused is forgotten, which only ever lets more through. */
    private static final int MOST_ADDRESSES = 20_000;

    private final int perAddress;
    private final Duration in;
    private final Clock clock;

    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    IntakeLimit(GatewaySettings settings, Clock clock) {
        this.perAddress = settings.worries().perAddress();
        this.in = settings.worries().in();
        this.clock = clock;
    }

    /** Counts one, and says how long to wait if it is too many. */
    public Optional<Duration> waitFor(String address) {
        synchronized (counts) {
            Instant now = clock.instant();
            var kept = counts.get(address);
            var count = kept == null || now.isAfter(kept.since().plus(in)) ? new Count(now, 0) : kept;
            if (count.sent() >= perAddress) {
                return Optional.of(Duration.between(now, count.since().plus(in)).plusSeconds(1));
            }
            counts.put(address, new Count(count.since(), count.sent() + 1));
            return Optional.empty();
        }
    }

    private record Count(Instant since, int sent) {}
}
