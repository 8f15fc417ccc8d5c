package org.kith.allocation.families.messaging;

import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What specialist-service tells us: which specialists are involved with a family, so that they may see where it stands. */
@Configuration(proxyBeanMethods = false)
class SpecialistFeed {

    @Bean
    Feed specialists(Feeds feeds, InvolvementReactions involved) {
        return involved.addTo(feeds.hear("specialist", "allocation.specialists"));
    }
}
