package org.kith.referral.letters;

import java.util.List;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Writes to referrers once in a while, council by council. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(LetterSettings.class)
class LetterSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(LetterSchedule.class);

    private final SendLetters letters;
    private final List<CouncilCode> councils;

    LetterSchedule(SendLetters letters, @Value("${kith.councils:E10000017}") List<String> councils) {
        this.letters = letters;
        this.councils = councils.stream().map(CouncilCode::new).toList();
    }

    @Scheduled(
            initialDelayString = "${kith.referral.letters.every:5m}",
            fixedDelayString = "${kith.referral.letters.every:5m}")
    void send() {
        for (var council : councils) {
            try {
                Council.in(council, () -> {
                    letters.toAll();
                    return true;
                });
            } catch (DataAccessException | TransactionException away) {
                LOG.warn("Letters of council {} could not be read", council.value(), away);
            }
        }
    }
}
