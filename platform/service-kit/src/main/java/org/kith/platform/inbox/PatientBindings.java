package org.kith.platform.inbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.kith.platform.outbox.TopicMaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.cloud.stream.binding.InputBindingLifecycle;

/**
 * Begins to read topics beside the start of the service, not within it: the doors must open while the broker is away, and the
 * topics must be there, with the right number of partitions, before anything asks for them.
 */
final class PatientBindings extends InputBindingLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PatientBindings.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final TopicMaker topics;
    private final String service;
    private @Nullable Thread beginning;

    PatientBindings(BindingService bindings, TopicMaker topics, String service) {
        // what there is to bind is looked up in the context when it begins
        super(bindings, new LinkedHashMap<>());
        this.topics = topics;
        this.service = service;
    }

    @Override
    public synchronized void start() {
        if (beginning == null) {
            beginning = Thread.ofPlatform()
                    .daemon()
                    .name("kith-bindings-" + service)
                    .start(this::begin);
        }
    }

    private void begin() {
        try {
            while (!topicsAreThere()) {
                Thread.sleep(LONGEST_PAUSE);
            }
            super.start();
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.debug("Stopped before the bindings began");
        }
    }

    private boolean topicsAreThere() {
        try {
            topics.makeAll();
            return true;
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("The broker does not answer; topics are read when it does: {}", e.toString());
            return false;
        }
    }

    @Override
    public synchronized void stop() {
        var thread = beginning;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(LONGEST_PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            beginning = null;
        }
        super.stop();
    }

    @Override
    public void stop(Runnable callback) {
        stop();
        callback.run();
    }

    @Override
    public synchronized boolean isRunning() {
        return beginning != null;
    }
}
