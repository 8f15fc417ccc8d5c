package org.kith.specialist.requests;

import org.kith.specialist.practitioners.PractitionerId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says whether a practitioner may write about a request now: it is theirs, accepted, and they may see the family. */
@Component
public class WorkOnRequest {

    private final MyRequests mine;

    WorkOnRequest(MyRequests mine) {
        this.mine = mine;
    }

    /**
     * The request, locked until the transaction ends.
     *
     * @throws org.kith.platform.refusal.Refusal that says why not
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public RequestRow by(PractitionerId practitioner, RequestId id) {
        var request = mine.find(id, practitioner, "input.recorded");
        request.mayRecordInput(practitioner);
        return request.row();
    }
}
