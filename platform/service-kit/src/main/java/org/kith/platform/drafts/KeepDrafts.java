package org.kith.platform.drafts;

import java.time.Clock;
import org.kith.platform.audit.Audit;
import org.kith.platform.council.CouncilWork;
import org.kith.platform.security.Access;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a service keep drafts of its forms: imported by a service that has the tables {@code draft} and {@code draft_council}
 * and a bean of {@link DraftForms}.
 */
@Configuration(proxyBeanMethods = false)
public class KeepDrafts {

    @Bean
    DraftStore draftStore(
            JdbcClient jdbc, CouncilWork work, ObjectProvider<DraftSeal> seal, JsonMapper json, Clock clock) {
        return new DraftStore(jdbc, work, seal.getIfAvailable(DraftSeal::none), json, clock);
    }

    @Bean
    DraftDoor draftDoor(DraftStore drafts, DraftForms forms, Access access, Audit audit) {
        return new DraftDoor(drafts, forms, access, audit);
    }

    @Bean
    DraftSweep draftSweep(DraftStore drafts) {
        return new DraftSweep(drafts);
    }
}
