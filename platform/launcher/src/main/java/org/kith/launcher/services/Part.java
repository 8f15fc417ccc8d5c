package org.kith.launcher.services;

import java.util.Locale;
import org.kith.allocation.TeamAllocationService;
import org.kith.gateway.Gateway;
import org.kith.identity.Identity;
import org.kith.launcher.machine.Ports;
import org.kith.outcomes.OutcomesService;
import org.kith.referral.ReferralService;
import org.kith.specialist.SpecialistService;

/** What runs beside the servers, in the order in which it is started: those that answer a person's first page come first. */
public enum Part {
    IDENTITY("identity", Identity.class),
    GATEWAY("gateway", Gateway.class),
    REFERRAL("referral-service", ReferralService.class),
    ALLOCATION("team-allocation-service", TeamAllocationService.class),
    SPECIALIST("specialist-service", SpecialistService.class),
    OUTCOMES("outcomes-service", OutcomesService.class);

    private final String configuration;
    private final Class<?> application;

    Part(String configuration, Class<?> application) {
        this.configuration = configuration;
        this.application = application;
    }

    /** Name of its configuration file without ending, and of the part for people. */
    public String configuration() {
        return configuration;
    }

    /** Name of its database, and of the publisher in its facts. */
    public String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int port(Ports ports) {
        return switch (this) {
            case IDENTITY -> ports.identity();
            case GATEWAY -> ports.gateway();
            case REFERRAL -> ports.referral();
            case ALLOCATION -> ports.allocation();
            case SPECIALIST -> ports.specialist();
            case OUTCOMES -> ports.outcomes();
        };
    }

    Class<?> application() {
        return application;
    }
}
