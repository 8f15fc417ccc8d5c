package org.kith.referral.timelines.messaging;

import org.kith.contracts.specialist.SpecialistAssignedV1;
import org.kith.contracts.specialist.SpecialistEndedV1;
import org.kith.contracts.specialist.SpecialistInputRecordedV1;
import org.kith.contracts.specialist.SpecialistRequestedV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.kith.referral.timelines.Entry;
import org.kith.referral.timelines.Happening;
import org.kith.referral.timelines.Timelines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What we note when the specialists' service speaks. */
@Configuration(proxyBeanMethods = false)
class SpecialistFeed {

    @Bean
    Feed specialists(Feeds feeds, Timelines timelines, InvolvementReactions involvement) {
        var feed = feeds.hear("specialist", "referral.specialists")
                .on(
                        SpecialistRequestedV1.class,
                        asked -> timelines.note(Entry.of(
                                asked.familyId(),
                                Happening.SPECIALIST_REQUESTED,
                                asked.discipline(),
                                null,
                                asked.requestedAt())))
                .on(
                        SpecialistAssignedV1.class,
                        given -> timelines.note(Entry.of(
                                given.familyId(),
                                Happening.SPECIALIST_ASSIGNED,
                                given.discipline(),
                                given.practitionerId().toString(),
                                given.assignedAt())))
                .on(
                        SpecialistInputRecordedV1.class,
                        input -> timelines.note(Entry.of(
                                input.familyId(),
                                Happening.SPECIALIST_RECORDED,
                                input.discipline(),
                                input.practitionerId().toString(),
                                input.happenedAt())))
                .on(
                        SpecialistEndedV1.class,
                        ended -> timelines.note(Entry.of(
                                ended.familyId(),
                                Happening.SPECIALIST_ENDED,
                                ended.discipline(),
                                ended.practitionerId().toString(),
                                ended.endedAt())));
        involvement.addTo(feed);
        return feed;
    }
}
