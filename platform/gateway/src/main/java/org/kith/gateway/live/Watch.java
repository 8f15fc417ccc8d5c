package org.kith.gateway.live;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Neighbour;

/**
 * What of one service a page is about.
 *
 * @param family this family alone
 * @param types facts of these wire names alone; all if there are none
 * @param names facts alone that name this team or worker
 */
public record Watch(
        Neighbour service,
        @Nullable UUID family,
        List<String> types,
        @Nullable String names) {}
