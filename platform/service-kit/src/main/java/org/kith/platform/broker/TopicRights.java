package org.kith.platform.broker;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each service and each outside listener may do on the broker; whatever is not listed is denied. The list is written from
 * the contracts (who says what) and the services' bindings (who hears it) and kept true by a test.
 */
public final class TopicRights {

    /**
     * One right.
     *
     * @param principal name it is for: a service, or an outside listener of one council
     * @param operation what may be done
     * @param on kind of thing: a topic, a consumer group or the cluster
     * @param pattern whether the name is whole or the beginning of names
     * @param name name of the thing
     */
    public record Right(String principal, AclOperation operation, ResourceType on, PatternType pattern, String name) {

        /** The same as Kafka's access control list states it. */
        public AclBinding binding() {
            return new AclBinding(
                    new ResourcePattern(on, name, pattern),
                    new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
        }
    }

    private static final String LIST = "/broker/rights.csv";
    private static final String COUNCIL = "{council}";

    private final List<Right> rights;

    private TopicRights(List<Right> rights) {
        this.rights = List.copyOf(rights);
    }

    /** The rights where these councils are served. */
    public static TopicRights of(Collection<String> councils) {
        var rights = new ArrayList<Right>();
        try (var in = Objects.requireNonNull(TopicRights.class.getResourceAsStream(LIST), LIST);
                var lines = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var line : lines) {
                var general = new Right(
                        line.getField("principal"),
                        AclOperation.valueOf(line.getField("operation")),
                        ResourceType.valueOf(line.getField("on")),
                        PatternType.valueOf(line.getField("pattern")),
                        line.getField("name"));
                if (general.name().contains(COUNCIL)) {
                    councils.forEach(council -> rights.add(forCouncil(general, council)));
                } else {
                    rights.add(general);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TopicRights(rights);
    }

    private static Right forCouncil(Right general, String council) {
        return new Right(
                general.principal().replace(COUNCIL, council),
                general.operation(),
                general.on(),
                general.pattern(),
                general.name().replace(COUNCIL, council));
    }

    /** All of them. */
    public List<Right> all() {
        return rights;
    }

    /** Everybody who has a right. */
    public List<String> principals() {
        return rights.stream().map(Right::principal).distinct().toList();
    }

    /** The topics that somebody may read or write. */
    public List<String> topics() {
        return rights.stream()
                .filter(right -> right.on() == ResourceType.TOPIC)
                .map(Right::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** The topics that this principal reads or writes. */
    public List<String> topicsOf(String principal) {
        return rights.stream()
                .filter(right ->
                        right.on() == ResourceType.TOPIC && right.principal().equals(principal))
                .map(Right::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** What this principal may do on a topic; to read or write one is to see that it is there. */
    public Set<AclOperation> on(String principal, String topic) {
        var may = EnumSet.noneOf(AclOperation.class);
        rights.stream()
                .filter(right -> right.on() == ResourceType.TOPIC
                        && right.principal().equals(principal)
                        && right.name().equals(topic))
                .forEach(right -> may.add(right.operation()));
        if (may.contains(AclOperation.READ) || may.contains(AclOperation.WRITE)) {
            may.add(AclOperation.DESCRIBE);
        }
        return may;
    }
}
