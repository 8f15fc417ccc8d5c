package org.kith.platform.testkit.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/privacy.md} is written from the comments in the migrations; {@code -Dkith.write=true} writes it anew. */
class PrivacyMapTest {

    private static final Pattern COLUMN =
            Pattern.compile("comment\\s+on\\s+column\\s+(\\w+)\\.(\\w+)\\s+is\\s+'(personal|special): ((?:[^']|'')*)'");

    @Test
    void the_privacy_page_names_every_personal_column() throws IOException {
        var page = Project.ROOT.resolve("docs/privacy.md");

        var expected = page();

        if (Boolean.getBoolean("kith.write")) {
            Files.writeString(page, expected);
        }
        assertThat(Project.read(page))
                .as("docs/privacy.md; -Dkith.write=true writes it")
                .isEqualTo(expected);
    }

    private static String page() {
        var rows = new TreeMap<String, String>();
        for (var migration : Project.files(".sql")) {
            var path = Project.ROOT.relativize(migration).toString();
            if (path.contains("src/main/resources/db/")) {
                var module = path.substring(0, path.indexOf("/src/"));
                COLUMN.matcher(Project.read(migration))
                        .results()
                        .forEach(found -> rows.put(
                                module + "|" + found.group(1) + "." + found.group(2),
                                "| %s | `%s.%s` | %s | %s |"
                                        .formatted(
                                                module.replace("platform/", ""),
                                                found.group(1),
                                                found.group(2),
                                                found.group(3),
                                                found.group(4).replace("''", "'"))));
            }
        }
        return """
                # Privacy: what is personal, and who may see it

                Written from the comments in the migrations by `PrivacyMapTest`; do not edit. Every table and column carries a class: ordinary, personal, or special
                (UK GDPR article 9, and whatever would do the same harm). Columns that are not named here are ordinary.

                **Why it is held.** Public task: Children Act 1989 sections 17 and 47, Children Act 2004 sections 10 and 11 (UK GDPR article 6(1)(e)); safeguarding of children and individuals at
                risk (article 9(2)(g), Data Protection Act 2018 schedule 1 paragraph 18). Not consent.

                **Who may see it.** The decision function (`AccessPolicy` in the kit) decides by council, kind of account, role, involvement with the family, restriction and exclusion lists, in that order, where the data are. Every read and every
                refusal writes an audit row before the first byte leaves; if it cannot be written, nothing leaves. Facts on topics carry ids and codes only.

                **How long.** Nothing is disposed of yet: retention classes are configuration of a later release, and no rule of law fixes one period for all of these records.

                | Module | Column | Class | What it is |
                |---|---|---|---|
                %s
                """.formatted(String.join("\n", rows.values()));
    }
}
