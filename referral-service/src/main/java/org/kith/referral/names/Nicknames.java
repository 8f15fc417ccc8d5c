package org.kith.referral.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;

/** What else somebody of a given name is called, from {@code referral/names/nicknames.csv}. */
public final class Nicknames {

    private static final Map<String, Set<String>> OTHERS = read();

    private Nicknames() {}

    /** Every word of a group the word is in, without the word itself; empty if it is in none. */
    public static Set<String> of(String word) {
        return OTHERS.getOrDefault(word, Set.of());
    }

    private static Map<String, Set<String>> read() {
        try {
            var lines =
                    new ClassPathResource("referral/names/nicknames.csv").getContentAsString(StandardCharsets.UTF_8);
            var others = new HashMap<String, Set<String>>();
            lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> {
                        var group = List.of(line.split(",", -1)).stream()
                                .flatMap(name -> NameWords.of(name).stream())
                                .toList();
                        // the full name and its short forms find each other; short forms of different names do not
                        for (var name : group) {
                            var known = others.computeIfAbsent(name, none -> new LinkedHashSet<>());
                            group.stream().filter(other -> !other.equals(name)).forEach(known::add);
                        }
                    });
            others.replaceAll((name, known) -> Set.copyOf(known));
            return Map.copyOf(others);
        } catch (IOException e) {
            throw new UncheckedIOException("The list of nicknames cannot be read", e);
        }
    }
}
