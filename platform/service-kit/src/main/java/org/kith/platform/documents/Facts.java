package org.kith.platform.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.kith.contracts.Announcement;
import org.kith.contracts.WireName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Every fact of the shared language. */
final class Facts {

    /**
     * One kind of fact.
     *
     * @param publisher the service that says it: the last word of its package
     */
    record Fact(String wireName, String topic, String publisher, Class<? extends Announcement> type) {

        String title() {
            return type.getSimpleName();
        }

        /** The example the contracts keep for it. */
        String example() {
            try {
                return new ClassPathResource("contracts/" + wireName + ".json")
                        .getContentAsString(StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Facts() {}

    static List<Fact> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(WireName.class));
        return scanner.findCandidateComponents("org.kith.contracts").stream()
                .map(found -> fact(ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), Facts.class.getClassLoader())))
                .sorted(Comparator.comparing(Fact::wireName))
                .toList();
    }

    private static Fact fact(Class<?> type) {
        var name = type.getAnnotation(WireName.class);
        if (name == null) {
            throw new IllegalStateException(type + " has no wire name");
        }
        var home = type.getPackageName();
        return new Fact(
                name.value(),
                name.topic(),
                home.substring(home.lastIndexOf('.') + 1),
                type.asSubclass(Announcement.class));
    }
}
