package org.kith.platform.service;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Lets a context take only the auto-configurations whose class names begin with what {@code kith.auto-configurations} and
 * {@code kith.more-auto-configurations} list. All of Kith shares one class path, and what the gateway needs must not appear in
 * a service. Without the first setting everything is taken.
 */
final class AllowedAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    /** The filter is asked about every configuration class, also those that an auto-configuration imports. */
    private final Set<String> autoConfigurations =
            Set.copyOf(ImportCandidates.load(AutoConfiguration.class, AllowedAutoConfigurations.class.getClassLoader())
                    .getCandidates());

    private List<String> prefixes = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        var binder = Binder.get(environment);
        var list = Bindable.listOf(String.class);
        var allowed = binder.bind("kith.auto-configurations", list).orElse(List.of());
        prefixes = allowed.isEmpty()
                ? List.of()
                : Stream.concat(
                                allowed.stream(),
                                binder.bind("kith.more-auto-configurations", list).orElse(List.of()).stream())
                        .toList();
    }

    @Override
    public boolean[] match(@Nullable String[] classNames, AutoConfigurationMetadata metadata) {
        var taken = new boolean[classNames.length];
        for (int i = 0; i < classNames.length; i++) {
            var name = classNames[i];
            taken[i] = name != null && allows(name);
        }
        return taken;
    }

    private boolean allows(String name) {
        // what a test asks for by annotation goes through the same filter
        return prefixes.isEmpty()
                || !autoConfigurations.contains(name)
                || name.contains(".test.")
                || prefixes.stream().anyMatch(name::startsWith);
    }
}
