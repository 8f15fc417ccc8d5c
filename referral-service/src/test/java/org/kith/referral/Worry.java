package org.kith.referral;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A worry as an agency would send it, about a made-up family of its own; a test says only what matters to it. */
public final class Worry {

    private static final AtomicInteger FAMILIES = new AtomicInteger();
    private static final List<String> LETTERS = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "k");

    private final Map<String, @Nullable Object> body = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> children = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> adults = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> relationships = new ArrayList<>();

    /** The family name of everybody in it. */
    public final String familyName;

    private Worry(String familyName) {
        this.familyName = familyName;
        body.put(
                "referrer",
                new LinkedHashMap<>(Map.of(
                        "name", "Tay Example-Teacher",
                        "role", "Teacher",
                        "organisation", "Example Primary School",
                        "sourceCode", "2A",
                        "telephone", "01632 960123",
                        "email", "tay@example.org")));
        body.put("children", children);
        body.put("adults", adults);
        body.put("relationships", relationships);
        body.put(
                "address",
                new LinkedHashMap<>(Map.of(
                        "lines", List.of("%d Example Way".formatted(100 + FAMILIES.get())), "postcode", "BB11 3BT")));
        body.put("worries", List.of("16A"));
        body.put("whatWasSeen", "Came to school without breakfast three days running.");
        body.put("immediateDanger", false);
    }

    /** One child, born on a day that is nobody else's in these tests, and one adult. */
    public static Worry aboutAFamily() {
        int number = FAMILIES.incrementAndGet();
        var worry = new Worry("Example-Otter" + inLetters(number));
        worry.child("Robin", "2016-03-%02d".formatted(1 + number % 28));
        worry.adult("Alex", "1988-07-%02d".formatted(1 + number % 28));
        worry.relationships.add(
                new LinkedHashMap<>(Map.of("from", "adults[0]", "to", "children[0]", "kind", "MOTHER")));
        return worry;
    }

    private static String inLetters(int number) {
        var letters = new StringBuilder();
        Integer.toString(number).chars().forEach(digit -> letters.append(LETTERS.get(digit - '0')));
        return letters.toString();
    }

    /** The same family with nobody named yet. */
    public static Worry aboutNobodyOf(String familyName) {
        return new Worry(familyName);
    }

    public Worry child(String givenName, @Nullable String dateOfBirth) {
        var child = new LinkedHashMap<String, @Nullable Object>();
        child.put("givenName", givenName);
        child.put("familyName", familyName);
        child.put("dateOfBirth", dateOfBirth);
        children.add(child);
        return this;
    }

    public Worry adult(String givenName, @Nullable String dateOfBirth) {
        var adult = new LinkedHashMap<String, @Nullable Object>();
        adult.put("givenName", givenName);
        adult.put("familyName", familyName);
        adult.put("dateOfBirth", dateOfBirth);
        adults.add(adult);
        return this;
    }

    public Worry childSays(int place, String field, @Nullable Object value) {
        children.get(place).put(field, value);
        return this;
    }

    public Worry adultSays(int place, String field, @Nullable Object value) {
        adults.get(place).put(field, value);
        return this;
    }

    public Worry related(String from, String to, String kind) {
        relationships.add(new LinkedHashMap<>(Map.of("from", from, "to", to, "kind", kind)));
        return this;
    }

    public Worry livingAt(String line, String postcode) {
        return says("address", Map.of("lines", List.of(line), "postcode", postcode));
    }

    public Worry says(String field, @Nullable Object value) {
        body.put(field, value);
        return this;
    }

    /** As it goes over the wire. */
    public String json() {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
