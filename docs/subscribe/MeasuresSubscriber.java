import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Listens to a council's measures and outcomes and prints them as they happen, and the county's counts so far.
 *
 * <p>A plain Kafka consumer: copy it and change it. It needs kafka-clients, slf4j-api and lz4-java on the class path and no code
 * of Kith. It shows the three things that every subscriber has to get right: facts may come twice and count once; each count says
 * its value, so the newest one stands; the days of a measure add up.
 */
public final class MeasuresSubscriber {

    private static final String USAGE = "What can be given: [council's ONS code] [--group NAME] [--once] [--settings FILE]";

    private static final Pattern FIELD =
            Pattern.compile("\"([A-Za-z]+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}\\s]+))");

    /** The last place heard in each stream; a fact at or before it is a repeat. */
    private final Map<String, Long> heard = new HashMap<>();

    /** The newest value of each measure, scope and day. */
    private final Map<String, Long> counts = new TreeMap<>();

    private final boolean quiet;

    private MeasuresSubscriber(boolean quiet) {
        this.quiet = quiet;
    }

    /** Arguments: {@code [council] [--group NAME] [--once] [--settings FILE]}; ends with 1 if it could not, 2 if not understood. */
    public static void main(String[] arguments) {
        try {
            var options = options(arguments);
            if (options.containsKey("help")) {
                System.out.println(USAGE);
                return;
            }
            var settings = settings(options);
            new MeasuresSubscriber(options.containsKey("once")).listen(options.get("council"), options, settings);
        } catch (IllegalArgumentException notUnderstood) {
            end(2, notUnderstood.getMessage(), USAGE);
        } catch (KafkaException | IllegalStateException away) {
            end(1, "The broker could not be listened to: " + causes(away), "Its address is in KITH_KAFKA, the rest in --settings");
        }
    }

    /** What was typed, each under its name. */
    private static Map<String, String> options(String[] arguments) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--once", "--help" -> options.put(arguments[i].substring(2), "yes");
                case "--group", "--settings" -> {
                    if (i + 1 == arguments.length || arguments[i + 1].isBlank() || arguments[i + 1].startsWith("--")) {
                        throw new IllegalArgumentException(arguments[i] + " needs a word after it.");
                    }
                    options.put(arguments[i].substring(2), arguments[++i]);
                }
                default -> {
                    if (arguments[i].startsWith("-") || options.containsKey("council")) {
                        throw new IllegalArgumentException("This means nothing here: " + arguments[i]);
                    }
                    if (!arguments[i].matches("E\\d{8}")) {
                        throw new IllegalArgumentException(
                                "A council is an ONS code such as E10000017, and \"" + arguments[i] + "\" is none.");
                    }
                    options.put("council", arguments[i]);
                }
            }
        }
        options.putIfAbsent("council", "E10000017");
        return options;
    }

    private static String causes(Throwable thrown) {
        var said = new StringBuilder(String.valueOf(thrown.getMessage()));
        for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            said.append(": ").append(cause.getMessage());
        }
        return said.toString();
    }

    private static void end(int exit, String... lines) {
        for (var line : lines) {
            System.err.println(line);
        }
        System.exit(exit);
    }

    private void listen(String council, Map<String, String> options, Properties settings) {
        var topics = List.of("kith.measures." + council, "kith.outcomes." + council);
        try (var consumer = new KafkaConsumer<String, String>(settings)) {
            var main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                consumer.wakeup();
                try {
                    main.join(5000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            if (options.containsKey("group")) {
                // Kafka keeps the place: the next start goes on where this one stopped
                consumer.subscribe(topics);
            } else {
                var parts = topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(part -> new TopicPartition(part.topic(), part.partition()))
                        .toList();
                if (parts.isEmpty()) {
                    throw new IllegalStateException("it has no " + String.join(" or ", topics) + " for us");
                }
                consumer.assign(parts);
                consumer.seekToBeginning(parts);
            }
            System.out.println("Listening to " + String.join(" and ", topics) + "; Ctrl-C stops");
            int silent = 0;
            while (!options.containsKey("once") || silent < 3) {
                var records = consumer.poll(Duration.ofSeconds(1));
                silent = records.isEmpty() ? silent + 1 : 0;
                records.forEach(this::take);
                if (options.containsKey("group")) {
                    consumer.commitSync();
                }
            }
        } catch (WakeupException stopped) {
            // asked to stop
        }
        summarise();
    }

    private static Properties settings(Map<String, String> options) {
        var settings = new Properties();
        settings.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                System.getenv().getOrDefault("KITH_KAFKA", "127.0.0.1:7611"));
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put("enable.metrics.push", "false");
        if (options.containsKey("group")) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, options.get("group"));
        }
        if (options.containsKey("settings")) {
            // a council's broker asks for a name and password: security.protocol, sasl.mechanism, sasl.jaas.config
            try (var file = Files.newBufferedReader(Path.of(options.get("settings")))) {
                settings.load(file);
            } catch (IOException unreadable) {
                throw new IllegalArgumentException("--settings names a file that cannot be read: " + options.get("settings"), unreadable);
            }
        }
        return settings;
    }

    /** One record that is none of Kith's must not stop a subscriber: it is named, and the next one is read. */
    private void take(ConsumerRecord<String, String> record) {
        try {
            takeFact(record);
        } catch (IllegalArgumentException notOne) {
            System.err.printf(
                    "Passed over: offset %d of %s-%d (%s)%n",
                    record.offset(), record.topic(), record.partition(), notOne.getMessage());
        }
    }

    private void takeFact(ConsumerRecord<String, String> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("there is nothing in it");
        }
        var stream = record.topic() + "/" + header(record, "ce_partitionkey");
        var sequence = Long.parseLong(header(record, "ce_sequence"));
        if (sequence <= heard.getOrDefault(stream, 0L)) {
            return;
        }
        heard.put(stream, sequence);
        var fact = fields(record.value());
        switch (header(record, "ce_type")) {
            case "measure.moved.v1" -> {
                counts.put(
                        fact.get("measureCode") + " " + fact.get("scopeCode") + " " + fact.get("day"),
                        Long.parseLong(fact.get("value")));
                print(
                        "%s  %-32s %-6s %s is %s (%+d)",
                        fact.get("knownAt"),
                        fact.get("measureCode"),
                        fact.get("scopeCode"),
                        fact.get("day"),
                        fact.get("value"),
                        Long.parseLong(fact.get("change")));
            }
            case "outcome.recorded.v1" ->
                print(
                        "%s  %s on %s%s",
                        fact.get("recordedAt"),
                        fact.get("kindCode"),
                        fact.get("happenedOn"),
                        "true".equals(fact.get("withdrawn"))
                                ? " never happened"
                                : fact.get("correctsOutcomeId") == null ? "" : " corrects an earlier record");
            case "journey.closed.v1" ->
                print("%s  a family left the service: %s", fact.get("closedAt"), fact.get("reasonCode"));
            default -> {
                // a fact that came into being after this was written: let it pass
            }
        }
    }

    private void print(String line, Object... values) {
        if (!quiet) {
            System.out.println(line.formatted(values));
        }
    }

    /** The days of each measure added up for the county: the same number as on the page. */
    private void summarise() {
        var sums = new TreeMap<String, Long>();
        counts.forEach((cell, value) -> {
            var parts = cell.split(" ", 3);
            if (parts[1].equals("COUNTY")) {
                sums.merge(parts[0], value, Long::sum);
            }
        });
        sums.forEach((measure, sum) -> System.out.printf("%-32s %d%n", measure, sum));
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header found = record.headers().lastHeader(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no header " + name);
        }
        return new String(found.value(), StandardCharsets.UTF_8);
    }

    /** Facts are flat objects of texts, numbers and true or false; a library does as well. */
    private static Map<String, String> fields(String json) {
        var fields = new HashMap<String, String>();
        Matcher matcher = FIELD.matcher(json);
        while (matcher.find()) {
            var value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            if (!"null".equals(matcher.group(3))) {
                fields.put(matcher.group(1), value);
            }
        }
        return fields;
    }
}
