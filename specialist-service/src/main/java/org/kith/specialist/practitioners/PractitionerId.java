package org.kith.specialist.practitioners;

import java.util.UUID;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Acting;
import org.kith.platform.security.Who;

/** A practitioner: the same id as the worker's, and as the subject of their sign-in. */
public record PractitionerId(UUID value) implements Comparable<PractitionerId> {

    /**
     * Whoever acts now, if they are staff.
     *
     * @throws Refusal 403 for a client that is no person
     */
    public static PractitionerId acting() {
        var who = Acting.who();
        if (who.kind() != Who.Kind.STAFF) {
            throw Refusal.forbidden("staff-only", "Only signed-in workers can do this");
        }
        return new PractitionerId(UUID.fromString(who.subject()));
    }

    @Override
    public int compareTo(PractitionerId other) {
        return value.compareTo(other.value);
    }
}
