package org.kith.allocation.families;

import org.kith.platform.security.Involvements;
import org.kith.platform.security.Involvements.As;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets a family's team and lead count for access at once, in the transaction that changes them. */
@Component
class FamilyInvolvement {

    private static final String NO_DETAIL = "";

    private final Involvements involvements;

    FamilyInvolvement(Involvements involvements) {
        this.involvements = involvements;
    }

    @EventListener
    void on(FamilyAllocated event) {
        involvements.teamOf(event.family().value(), event.team().value(), event.at());
    }

    @EventListener
    void on(FamilyTransferred event) {
        involvements.teamOf(event.family().value(), event.to().value(), event.at());
    }

    @EventListener
    void on(FamilyClosed event) {
        involvements.teamOf(event.family().value(), null, event.at());
    }

    @EventListener
    void on(FamilyLetGo event) {
        involvements.teamOf(event.family().value(), null, event.at());
    }

    @EventListener
    void on(LeadPractitionerNamed event) {
        involvements.began(event.family().value(), event.worker().value(), As.LEAD_PRACTITIONER, NO_DETAIL, event.at());
    }

    @EventListener
    void on(LeadPractitionerEnded event) {
        involvements.ended(event.family().value(), event.worker().value(), As.LEAD_PRACTITIONER, NO_DETAIL, event.at());
    }
}
