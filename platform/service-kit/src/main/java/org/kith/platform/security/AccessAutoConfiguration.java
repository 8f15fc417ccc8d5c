package org.kith.platform.security;

import org.kith.platform.council.CouncilWork;
import org.kith.platform.council.Statements;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives every service its picture of involvement and the one policy. */
@AutoConfiguration(
        afterName = {
            "org.kith.platform.council.CouncilAutoConfiguration",
            "org.kith.platform.audit.AuditAutoConfiguration"
        })
@ConditionalOnProperty("kith.service")
class AccessAutoConfiguration {

    @Bean
    JdbcInvolvements involvements(JdbcClient jdbc, CouncilWork work, Statements statements) {
        return new JdbcInvolvements(jdbc, work, statements);
    }

    @Bean
    InvolvementReactions involvementReactions(JdbcInvolvements involvements) {
        return new InvolvementReactions(involvements);
    }

    @Bean
    PolicyAccess access(JdbcInvolvements involvements, Denials denials) {
        return new PolicyAccess(involvements, denials);
    }
}
