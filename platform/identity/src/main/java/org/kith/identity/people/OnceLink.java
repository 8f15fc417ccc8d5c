package org.kith.identity.people;

import java.net.URI;
import java.time.Instant;

/**
 * A link by which somebody chooses a password, once. It is shown to the administrator now and never again.
 *
 * @param endsAt when it ends by itself
 */
public record OnceLink(URI link, Instant endsAt) {

    @Override
    public String toString() {
        return "OnceLink[until " + endsAt + "]";
    }
}
