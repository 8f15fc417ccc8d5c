package org.kith.specialist.assigning;

import java.util.List;
import org.kith.specialist.practitioners.PractitionerId;

/** What the policy says about a request. Equal input gives an equal proposal. */
public sealed interface Proposal {

    /** Codes of the reasons, in the order in which they were looked at. */
    List<Reason> reasons();

    /** Somebody should have it. */
    record Give(PractitionerId practitioner, List<Reason> reasons) implements Proposal {}

    /** Nobody can take it now. */
    record Wait(List<Reason> reasons) implements Proposal {}
}
