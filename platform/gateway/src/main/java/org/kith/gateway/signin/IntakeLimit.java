package org.kith.gateway.signin;

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

    /** How long to wait, if too many were taken from there lately. */
    public Optional<Duration> waitFor(String address) {
        synchronized (counts) {
            Instant now = clock.instant();
            var count = current(address, now);
            return count.taken() < perAddress
                    ? Optional.empty()
                    : Optional.of(Duration.between(now, count.since().plus(in)).plusSeconds(1));
        }
    }

    /** One was taken. Those that were sent back with problems do not count. */
    public void taken(String address) {
        synchronized (counts) {
            var count = current(address, clock.instant());
            counts.put(address, new Count(count.since(), count.taken() + 1));
        }
    }

    private Count current(String address, Instant now) {
        var kept = counts.get(address);
        return kept == null || now.isAfter(kept.since().plus(in)) ? new Count(now, 0) : kept;
    }

    private record Count(Instant since, int taken) {}
}
