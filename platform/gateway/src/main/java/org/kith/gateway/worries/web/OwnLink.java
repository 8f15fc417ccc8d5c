package org.kith.gateway.worries.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a school's or a surgery's own link says of whoever follows it, so that nobody types it again. It names no person.
 *
 * @param organisation where they work; empty in the link of nobody in particular
 * @param source how they come to know of a worry: a code of the referral sources
 */
record OwnLink(String organisation, String source) {

    /** As long as the front door keeps. */
    private static final int LONGEST = 200;

    private static final Pattern CODE = Pattern.compile("[0-9]{1,2}[A-Z]?");

    /** The code of schools in the census: the child goes there, most likely. */
    private static final String SCHOOLS = "2A";

    /** What is no code or no name is left out; the form asks for it then. */
    static OwnLink of(@Nullable String organisation, @Nullable String source) {
        var name = organisation == null ? "" : organisation.strip();
        return new OwnLink(
                name.length() > LONGEST ? "" : name,
                source != null && CODE.matcher(source).matches() ? source : "");
    }

    boolean isWhole() {
        return !organisation.isEmpty() && !source.isEmpty();
    }

    /** What is filled in of a worry that begins with it. */
    Map<String, List<String>> fields() {
        var fields = new LinkedHashMap<String, List<String>>();
        if (!organisation.isEmpty()) {
            fields.put("referrer.organisation", List.of(organisation));
        }
        if (!source.isEmpty()) {
            fields.put("referrer.sourceCode", List.of(source));
        }
        if (isWhole() && source.equals(SCHOOLS)) {
            fields.put("children[0].school", List.of(organisation));
        }
        return fields;
    }

    /** The link itself. */
    String under(URI address) {
        return UriComponentsBuilder.fromUri(address)
                .path("/worries/new")
                .queryParam("organisation", "{organisation}")
                .queryParam("source", "{source}")
                .encode()
                .buildAndExpand(organisation, source)
                .toUriString();
    }
}
