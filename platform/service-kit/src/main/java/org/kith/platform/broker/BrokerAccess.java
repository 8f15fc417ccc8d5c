package org.kith.platform.broker;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where the broker is and what a client proves itself with there. One set of settings for every client of a service: those of
 * the bindings, and those of the kit's own.
 *
 * @param bootstrap host and port of one or more brokers
 * @param settings what every Kafka client is given besides, such as {@code security.protocol}
 */
public record BrokerAccess(String bootstrap, Map<String, String> settings) {

    private static final String SHARED = "spring.kafka.properties";

    public BrokerAccess {
        settings = Map.copyOf(settings);
    }

    /** The access that a service's own settings state. */
    public static BrokerAccess of(Environment environment) {
        var settings = Binder.get(environment)
                .bind(SHARED, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        return new BrokerAccess(environment.getRequiredProperty("kith.kafka"), settings);
    }

    /** Settings of one client: these, where the broker is, and its own, which win. */
    public Map<String, Object> with(Map<String, ?> own) {
        var all = new HashMap<String, Object>(settings);
        all.put("bootstrap.servers", bootstrap);
        all.put("enable.metrics.push", false);
        all.putAll(own);
        return Map.copyOf(all);
    }

    /** How the way to the broker is protected; Kafka's own word. */
    public String protocol() {
        return settings.getOrDefault("security.protocol", "PLAINTEXT");
    }

    /** Keeps keys out of logs. */
    @Override
    public String toString() {
        return bootstrap + " over " + protocol();
    }
}
