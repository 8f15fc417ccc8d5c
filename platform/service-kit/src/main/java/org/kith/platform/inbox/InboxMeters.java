package org.kith.platform.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts what the inbox does. */
final class InboxMeters implements Inbox.Watch {

    private final MeterRegistry meters;
    private final Supplier<Clock> clock;
    private final Map<String, Timer> ages = new ConcurrentHashMap<>();

    InboxMeters(MeterRegistry meters, Supplier<Clock> clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void applied(Feed feed, HeardFact fact) {
        var age = Duration.between(fact.envelope().occurredAt(), clock.get().instant());
        ages.computeIfAbsent(feed.consumer(), this::ageOf).record(age.isNegative() ? Duration.ZERO : age);
    }

    private Timer ageOf(String consumer) {
        return Timer.builder("kith.inbox.age")
                .description("From the recorded time of a fact to its effect here")
                .tag("consumer", consumer)
                .register(meters);
    }

    @Override
    public void repeated(Feed feed, HeardFact fact) {
        count("kith.inbox.repeated", feed, Tags.empty());
    }

    @Override
    public void parked(Feed feed, HeardFact fact, InboxStore.Reason reason) {
        count("kith.inbox.parked", feed, Tags.of("reason", reason.name()));
    }

    @Override
    public void refused(Feed feed, HeardFact fact, String code) {
        count("kith.inbox.refused", feed, Tags.empty());
    }

    @Override
    public void quarantined(Feed feed, Quarantined stray) {
        count("kith.inbox.quarantined", feed, Tags.of("reason", stray.reason()));
    }

    private void count(String name, Feed feed, Tags tags) {
        Counter.builder(name)
                .tag("consumer", feed.consumer())
                .tags(tags)
                .register(meters)
                .increment();
    }
}
