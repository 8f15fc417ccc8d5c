package org.kith.specialist.requests;

import java.util.List;
import org.kith.platform.audit.Audit;
import org.kith.platform.refusal.Refusal;
import org.kith.platform.security.Access;
import org.kith.platform.security.Act;
import org.kith.specialist.practitioners.PractitionerId;
import org.springframework.stereotype.Component;

/** The way to a request for a practitioner who works on it: locked, allowed and audited, or not there at all. */
@Component
class MyRequests {

    private final SpecialistRequests requests;
    private final Access access;
    private final Audit audit;

    MyRequests(SpecialistRequests requests, Access access, Audit audit) {
        this.requests = requests;
        this.access = access;
        this.audit = audit;
    }

    SpecialistRequest find(RequestId id, PractitionerId by, String act) {
        return find(id, by, act, false);
    }

    /** The same, also where the family was closed to whoever has it: nobody else could free the request. */
    SpecialistRequest findToHandBack(RequestId id, PractitionerId by, String act) {
        return find(id, by, act, true);
    }

    private SpecialistRequest find(RequestId id, PractitionerId by, String act, boolean evenIfClosed) {
        var request = requests.lock(id.value()).orElseThrow(Refusal::notFound);
        var family = request.family().value();
        // who had it may be told that it is gone, although the family is closed to them now
        request.whyNoLongerOf(by).ifPresent(refusal -> {
            throw refusal;
        });
        if (!evenIfClosed || !request.isWith(by)) {
            access.requireForFamily(Act.RECORD_SPECIALIST_INPUT, family);
        }
        audit.touches(act, family, List.of());
        return request;
    }
}
