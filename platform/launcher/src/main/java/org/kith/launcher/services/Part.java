package org.kith.launcher.services;

import java.util.Locale;
import org.kith.launcher.machine.Ports;

/** What runs beside the servers, in the order in which it is started: those that answer a person's first page come first. */
public enum Part {
    IDENTITY("identity", "org.kith.identity.Identity"),
    GATEWAY("gateway", "org.kith.gateway.Gateway"),
    REFERRAL("referral-service", "org.kith.referral.ReferralService"),
    ALLOCATION("team-allocation-service", "org.kith.allocation.TeamAllocationService"),
    SPECIALIST("specialist-service", "org.kith.specialist.SpecialistService"),
    OUTCOMES("outcomes-service", "org.kith.outcomes.OutcomesService");

    private final String configuration;
    private final String application;

    Part(String configuration, String application) {
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

    boolean isThere() {
        return Part.class.getResource("/" + application.replace('.', '/') + ".class") != null;
    }

    Class<?> application() {
        try {
            return Class.forName(application);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(configuration + " is not on the class path", e);
        }
    }
}
