package org.kith.specialist.practitioners.messaging;

import org.kith.contracts.allocation.WorkerJoinedTeamV1;
import org.kith.contracts.allocation.WorkerLeftV1;
import org.kith.platform.inbox.Feed;
import org.kith.platform.inbox.Feeds;
import org.kith.platform.security.InvolvementReactions;
import org.kith.platform.security.Role;
import org.kith.specialist.practitioners.PractitionerId;
import org.kith.specialist.practitioners.WorkerLostSpecialistRole;
import org.kith.specialist.practitioners.WorkerLostSpecialistRoleHandler;
import org.kith.specialist.practitioners.WorkerTookSpecialistRole;
import org.kith.specialist.practitioners.WorkerTookSpecialistRoleHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What we do when the allocation service speaks of teams and workers. */
@Configuration(proxyBeanMethods = false)
class TeamFeed {

    @Bean
    Feed teams(
            Feeds feeds,
            InvolvementReactions involvement,
            WorkerTookSpecialistRoleHandler take,
            WorkerLostSpecialistRoleHandler lose) {
        return involvement
                .addTo(feeds.hear("allocation", "specialist.teams"))
                .on(WorkerJoinedTeamV1.class, joined -> {
                    if (Role.SPECIALIST.name().equals(joined.roleCode())) {
                        take.handle(
                                new WorkerTookSpecialistRole(new PractitionerId(joined.workerId()), joined.teamCode()));
                    }
                })
                .on(WorkerLeftV1.class, left -> {
                    if (Role.SPECIALIST.name().equals(left.roleCode())) {
                        lose.handle(new WorkerLostSpecialistRole(
                                new PractitionerId(left.workerId()), left.teamCode(), left.leftOn()));
                    }
                });
    }
}
