package org.kith.referral.timelines.messaging;

import org.kith.contracts.allocation.TeamChangedV1;
import org.kith.contracts.allocation.TeamWentLiveV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.kith.referral.timelines.KnownTeams;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What we note when team allocation speaks of teams and workers. */
@Configuration(proxyBeanMethods = false)
class TeamFeed {

    @Bean
    Feed teams(Feeds feeds, KnownTeams known, InvolvementReactions involvement) {
        var feed = feeds.hear("allocation", "referral.teams")
                .on(TeamWentLiveV1.class, live -> known.called(live.teamCode(), live.name()))
                .on(TeamChangedV1.class, changed -> known.called(changed.teamCode(), changed.name()));
        involvement.addTo(feed);
        return feed;
    }
}
