package org.kith.specialist.drafts;

import java.util.Map;
import org.kith.platform.drafts.DraftForms;
import org.kith.platform.drafts.KeepDrafts;
import org.kith.platform.security.Act;
import org.kith.specialist.requests.RequestLists;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Keeps drafts of inputs. */
@Configuration(proxyBeanMethods = false)
@Import(KeepDrafts.class)
class InputDrafts {

    @Bean
    DraftForms draftForms(RequestLists requests) {
        return new DraftForms(Map.of("SPECIALIST_INPUT", Act.RECORD_SPECIALIST_INPUT), requests::familiesOf);
    }
}
