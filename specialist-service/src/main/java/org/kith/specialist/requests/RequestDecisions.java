package org.kith.specialist.requests;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RequestDecisions extends Repository<RequestDecision, UUID> {

    RequestDecision save(RequestDecision decision);

    @Query("""
            select d from RequestDecision d where d.requestId in :requests
            order by d.recordedAt, d.decisionId""")
    List<RequestDecision> about(Collection<UUID> requests);
}
