package org.kith.peers;

import java.util.List;

/** The three that are measured, each with the settings that its own documents offer for speed. */
enum Design {
    KITH("Kith", KithOutbox.class, "kith", "org.kith.platform.outbox.,org.springframework.boot.flyway.", ""),
    MODULITH(
            "Spring Modulith's registry",
            ModulithRegistry.class,
            "modulith",
            "org.springframework.modulith.events.",
            // ours takes a sent fact off its queue too
            """
            spring.modulith.events.jdbc.schema-initialization.enabled=true
            spring.modulith.events.completion-mode=delete
            """),
    NAMASTACK(
            "namastack-outbox",
            NamastackOutbox.class,
            "namastack",
            "io.namastack.",
            // as it comes it looks every two seconds, at ten keys
            """
            namastack.outbox.polling.trigger=fixed
            namastack.outbox.polling.fixed.interval=100ms
            namastack.outbox.polling.batch-size=500
            namastack.outbox.processing.delete-completed-records=true
            namastack.outbox.processing.executor-core-pool-size=8
            namastack.outbox.instance.heartbeat-interval=500ms
            namastack.outbox.instance.rebalance-interval=500ms
            """);

    private final String title;
    private final Class<?> application;
    private final String database;
    private final String autoConfigurations;
    private final String settings;

    Design(String title, Class<?> application, String database, String autoConfigurations, String settings) {
        this.title = title;
        this.application = application;
        this.database = database;
        this.autoConfigurations = autoConfigurations;
        this.settings = settings;
    }

    String title() {
        return title;
    }

    Class<?> application() {
        return application;
    }

    /** What the names of its databases begin with. */
    String database() {
        return database;
    }

    /** All three share a class path; an instance takes what begins like one of these. */
    String autoConfigurations() {
        return autoConfigurations;
    }

    List<String> settings() {
        return settings.lines().toList();
    }
}
