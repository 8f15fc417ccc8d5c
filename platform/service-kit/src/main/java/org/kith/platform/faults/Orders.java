package org.kith.platform.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The faults that were ordered for this process. */
final class Orders {

    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final String READY = "ready";
    private static final int KILLED = 137;

    private enum Action {
        HALT,
        THROW,
        SLEEP,
        STOP
    }

    /** One order: at which point, what, and how often the point is passed before it happens. */
    private static final class Order {

        private final String text;
        private final Failpoint point;
        private final Action action;
        private final long sleepMillis;
        private final int nth;
        private final AtomicInteger reached = new AtomicInteger();

        private Order(String text) {
            var words = text.split(":", -1);
            if (words.length < 2) {
                throw new IllegalArgumentException("Order a fault as point:action or point:action:nth, not as " + text);
            }
            this.text = text;
            this.point = Failpoint.named(words[0]);
            this.action = Action.valueOf(words[1].toUpperCase(Locale.ROOT));
            boolean sleeps = action == Action.SLEEP;
            this.sleepMillis = sleeps ? Long.parseLong(words[2]) : 0;
            int place = sleeps ? 3 : 2;
            this.nth = words.length > place ? Integer.parseInt(words[place]) : 1;
        }

        private boolean isDue() {
            return reached.incrementAndGet() == nth;
        }

        private boolean happened() {
            return reached.get() >= nth;
        }
    }

    private final @Nullable Path notes;
    private volatile List<Order> orders;

    private Orders(String list, @Nullable Path notes) {
        this.notes = notes;
        this.orders = read(list, notes);
    }

    /** What the settings of this process order; null if they say nothing, as they do everywhere but in a trial. */
    static @Nullable Orders ofThisProcess() {
        return of(
                System.getProperties().stringPropertyNames().stream()
                        .filter(name -> name.startsWith("kith."))
                        .collect(Collectors.toMap(name -> name, System::getProperty)),
                System.getenv());
    }

    static @Nullable Orders of(Map<String, String> properties, Map<String, String> environment) {
        var list = setting("kith.failpoints", properties, environment);
        if (list == null || list.isBlank()) {
            return null;
        }
        if (Boolean.parseBoolean(setting("kith.production", properties, environment))) {
            throw new IllegalStateException("Failpoints are never set in production");
        }
        var notes = setting("kith.failpoints.notes", properties, environment);
        return new Orders(list, notes == null ? null : Path.of(notes));
    }

    private static @Nullable String setting(
            String name, Map<String, String> properties, Map<String, String> environment) {
        var property = properties.get(name);
        return property == null ? environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_')) : property;
    }

    private static List<Order> read(String list, @Nullable Path notes) {
        var happened = notes == null || !Files.exists(notes) ? Set.<String>of() : Set.copyOf(linesOf(notes));
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals(READY) && !happened.contains(text))
                .map(Order::new)
                .toList();
    }

    private static List<String> linesOf(Path notes) {
        try {
            return Files.readAllLines(notes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replaceWith(String list) {
        orders = read(list, null);
    }

    boolean allHappened() {
        return orders.stream().allMatch(Order::happened);
    }

    void reached(Failpoint point) {
        for (var order : orders) {
            if (order.point == point && order.isDue()) {
                happen(order);
            }
        }
    }

    private void happen(Order order) {
        write(order);
        LOG.warn("An ordered fault happens: {}", order.text);
        switch (order.action) {
            case HALT -> Runtime.getRuntime().halt(KILLED);
            case THROW -> throw new FailpointReached(order.point.pointName());
            case SLEEP -> sleep(order.sleepMillis);
            case STOP -> stopThisProcess();
        }
    }

    private void write(Order order) {
        var file = notes;
        if (file == null) {
            return;
        }
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap((order.text + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stopThisProcess() {
        var self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("kill", "-STOP", self).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
