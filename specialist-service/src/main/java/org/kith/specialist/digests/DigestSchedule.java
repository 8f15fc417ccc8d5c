package org.kith.specialist.digests;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kith.platform.council.Council;
import org.kith.platform.council.CouncilCode;
import org.kith.platform.time.WorkingDays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.TransactionException;

/** Sends digests once a day, or as often as set, and sooner again after the mail server failed. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(DigestSettings.class)
class DigestSchedule implements SchedulingConfigurer, Trigger {

    private static final Logger LOG = LoggerFactory.getLogger(DigestSchedule.class);

    private final SendDigests digests;
    private final DigestSettings settings;
    private final List<CouncilCode> councils;
    private final Clock clock;
    private final AtomicBoolean somethingLeft = new AtomicBoolean();

    DigestSchedule(
            SendDigests digests,
            DigestSettings settings,
            @Value("${kith.councils:E10000017}") List<String> councils,
            Clock clock) {
        this.digests = digests;
        this.settings = settings;
        this.councils = councils.stream().map(CouncilCode::new).toList();
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.addTriggerTask(this::send, this);
    }

    @Override
    public Instant nextExecution(TriggerContext context) {
        var last = context.lastCompletion() == null ? clock.instant() : context.lastCompletion();
        if (somethingLeft.get()) {
            return last.plus(settings.retry());
        }
        return settings.every() == null ? nextMorning(last) : last.plus(settings.every());
    }

    private Instant nextMorning(Instant last) {
        var there = ZonedDateTime.ofInstant(last, WorkingDays.ZONE);
        var today = there.with(settings.at());
        return (today.isAfter(there) ? today : there.plusDays(1).with(settings.at())).toInstant();
    }

    /** One round over all councils; what could not be sent is tried again soon. */
    void send() {
        boolean all = true;
        for (var council : councils) {
            try {
                all &= Council.in(council, digests::toAll);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Digests of council {} could not be read", council.value(), e);
                all = false;
            }
        }
        somethingLeft.set(!all);
    }
}
