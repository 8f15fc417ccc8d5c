package org.kith.gateway.neighbours;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says how the services behind the gateway do. The gateway is well without them: its pages say what is missing. */
@Component("neighboursHealthIndicator")
class NeighboursHealth implements HealthIndicator {

    private final Neighbours neighbours;

    NeighboursHealth(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public Health health() {
        var health = Health.up();
        for (var neighbour : Neighbour.values()) {
            Map<String, Object> about = new TreeMap<>();
            about.put("breaker", neighbours.stateOf(neighbour));
            var since = neighbours.awaySince(neighbour);
            if (since != null) {
                about.put("awaySince", since.toString());
            }
            health.withDetail(neighbour.name().toLowerCase(Locale.ROOT), about);
        }
        return health.build();
    }
}
