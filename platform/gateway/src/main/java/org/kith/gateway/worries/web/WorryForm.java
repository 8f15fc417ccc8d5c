package org.kith.gateway.worries.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.pages.Field;
import org.kith.gateway.pages.Field.Option;
import org.kith.gateway.worries.Codes.Code;

/** A worry as it was typed. It lives in the page alone: nothing of it is kept anywhere until it is sent. */
record WorryForm(
        @Nullable String key,
        @Nullable String immediateDanger,
        @Nullable Referrer referrer,
        @Nullable List<@Nullable Child> children,
        @Nullable List<@Nullable Adult> adults,
        @Nullable Address address,
        @Nullable List<@Nullable String> worries,
        @Nullable String whatWasSeen,
        @Nullable String mustNotKnowName,
        @Nullable String mustNotKnowWhy,
        @Nullable String safeContact,
        @Nullable String familyKnows) {

    private static final int AGE_THAT_IS_NONE = -1;

    /** Who tells us. */
    record Referrer(
            @Nullable String name,
            @Nullable String role,
            @Nullable String organisation,
            @Nullable String sourceCode,
            @Nullable String telephone,
            @Nullable String email) {}

    /** A date as three fields. */
    record Day(
            @Nullable String day,
            @Nullable String month,
            @Nullable String year) {

        /** The date, or what is none of, for the service to refuse; nothing if nothing was typed. */
        @Nullable String said() {
            if (said(day) == null && said(month) == null && said(year) == null) {
                return null;
            }
            try {
                return LocalDate.of(number(year), number(month), number(day)).toString();
            } catch (DateTimeException | NumberFormatException none) {
                return "not a date";
            }
        }

        private static @Nullable String said(@Nullable String part) {
            return part == null || part.isBlank() ? null : part;
        }

        private static int number(@Nullable String part) {
            return Integer.parseInt(part == null ? "" : part.strip());
        }

        String asTyped() {
            return text(day) + "/" + text(month) + "/" + text(year);
        }
    }

    /** A child: born, or expected on a day. */
    record Child(
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable Day dateOfBirth,
            @Nullable String ageYears,
            @Nullable Day expectedOn,
            @Nullable String sex,
            @Nullable String school) {

        /** By name, birth and age; two children who are expected may be called the same. */
        boolean isTheSameAs(Child other) {
            return !text(givenName).isBlank()
                    && isTheSame(givenName, other.givenName)
                    && isTheSame(familyName, other.familyName)
                    && Objects.equals(said(dateOfBirth), said(other.dateOfBirth))
                    && text(ageYears).strip().equals(text(other.ageYears).strip())
                    && said(expectedOn) == null
                    && said(other.expectedOn) == null;
        }

        private static boolean isTheSame(@Nullable String one, @Nullable String other) {
            return text(one).strip().equalsIgnoreCase(text(other).strip());
        }

        private static @Nullable String said(@Nullable Day day) {
            return day == null ? null : day.said();
        }
    }

    /** An adult, and what they are to the children. */
    record Adult(
            @Nullable String givenName,
            @Nullable String familyName,
            @Nullable String relation,
            @Nullable String telephone,
            @Nullable String mustNotKnow) {

        /** Whether nothing is told of them. */
        boolean isBlank() {
            return mustNotKnow == null
                    && Stream.of(text(givenName), text(familyName), text(relation), text(telephone))
                            .allMatch(String::isBlank);
        }
    }

    /** Where they live. */
    record Address(
            @Nullable List<@Nullable String> lines,
            @Nullable String postcode,
            @Nullable String unknown) {}

    static WorryForm empty(String key) {
        return new WorryForm(
                key, null, null, List.of(noChild()), List.of(), null, List.of(), null, null, null, null, null);
    }

    private static Child noChild() {
        return new Child(null, null, null, null, null, null, null);
    }

    private static Adult noAdult() {
        return new Adult(null, null, null, null, null);
    }

    boolean inDanger() {
        return immediateDanger != null;
    }

    List<Child> childList() {
        return children == null
                ? List.of(noChild())
                : children.stream()
                        .map(child -> Objects.requireNonNullElseGet(child, WorryForm::noChild))
                        .toList();
    }

    List<Adult> adultList() {
        return adults == null
                ? List.of()
                : adults.stream()
                        .map(adult -> Objects.requireNonNullElseGet(adult, WorryForm::noAdult))
                        .toList();
    }

    WorryForm withChildren(List<Child> others) {
        return new WorryForm(
                key,
                immediateDanger,
                referrer,
                new ArrayList<>(others),
                adults,
                address,
                worries,
                whatWasSeen,
                mustNotKnowName,
                mustNotKnowWhy,
                safeContact,
                familyKnows);
    }

    WorryForm withAdults(List<Adult> others) {
        return new WorryForm(
                key,
                immediateDanger,
                referrer,
                children,
                new ArrayList<>(others),
                address,
                worries,
                whatWasSeen,
                mustNotKnowName,
                mustNotKnowWhy,
                safeContact,
                familyKnows);
    }

    /** The form as its page of adults shows it, where there is always room for one. */
    WorryForm withRoomForAnAdult() {
        return adultList().isEmpty() ? withAdults(List.of(noAdult())) : this;
    }

    /** The form without the adults of whom nothing is told. */
    WorryForm withoutBlankAdults() {
        return withAdults(adultList().stream().filter(adult -> !adult.isBlank()).toList());
    }

    /** The place that a button names; -1 for a button that names none, or one that no form has. */
    private static int placeIn(String action) {
        var digits = action.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 4 ? -1 : Integer.parseInt(digits);
    }

    /** The form after one of its smaller buttons: another child or adult, or one fewer. */
    WorryForm after(String action) {
        var childList = new ArrayList<>(childList());
        var adultList = new ArrayList<>(adultList());
        int at = placeIn(action);
        if (action.equals("add-child")) {
            childList.add(noChild());
        } else if (action.equals("add-adult")) {
            adultList.add(noAdult());
        } else if (action.startsWith("remove-child-") && at >= 0 && at < childList.size()) {
            childList.remove(at);
        } else if (action.startsWith("remove-adult-") && at >= 0 && at < adultList.size()) {
            adultList.remove(at);
        }
        return withChildren(childList).withAdults(adultList);
    }

    /** What the front door is sent. */
    Map<String, Object> asReferral() {
        var told = new LinkedHashMap<String, Object>();
        var who = referrer == null ? new Referrer(null, null, null, null, null, null) : referrer;
        told.put(
                "referrer",
                some(
                        "name", who.name(),
                        "role", who.role(),
                        "organisation", who.organisation(),
                        "sourceCode", who.sourceCode(),
                        "telephone", who.telephone(),
                        "email", who.email()));
        told.put(
                "children",
                childList().stream()
                        .map(child -> some(
                                "givenName", child.givenName(),
                                "familyName", child.familyName(),
                                "dateOfBirth",
                                        child.dateOfBirth() == null
                                                ? null
                                                : child.dateOfBirth().said(),
                                "ageYears", age(child.ageYears()),
                                "expectedOn",
                                        child.expectedOn() == null
                                                ? null
                                                : child.expectedOn().said(),
                                "sex", child.sex(),
                                "school", child.school()))
                        .toList());
        told.put(
                "adults",
                adultList().stream()
                        .map(adult -> some(
                                "givenName", adult.givenName(),
                                "familyName", adult.familyName(),
                                "telephone", adult.telephone()))
                        .toList());
        told.put("relationships", relationships());
        told.put("address", addressTold());
        told.put(
                "worries",
                worries == null
                        ? List.of()
                        : worries.stream().filter(Objects::nonNull).toList());
        put(told, "whatWasSeen", whatWasSeen);
        told.put("mustNotKnow", mustNotKnow());
        put(told, "safeContact", safeContact);
        put(told, "familyKnows", familyKnows);
        told.put("immediateDanger", inDanger());
        return told;
    }

    private List<Map<String, Object>> relationships() {
        var told = new ArrayList<Map<String, Object>>();
        var adultList = adultList();
        for (int adult = 0; adult < adultList.size(); adult++) {
            String kind = adultList.get(adult).relation();
            for (int child = 0;
                    kind != null && !kind.isBlank() && child < childList().size();
                    child++) {
                told.add(some("from", "adults[" + adult + "]", "to", "children[" + child + "]", "kind", kind));
            }
        }
        return told;
    }

    private List<Map<String, Object>> mustNotKnow() {
        var told = new ArrayList<Map<String, Object>>();
        var adultList = adultList();
        for (int adult = 0; adult < adultList.size(); adult++) {
            if (adultList.get(adult).mustNotKnow() != null) {
                told.add(some("person", "adults[" + adult + "]", "why", mustNotKnowWhy));
            }
        }
        if (!text(mustNotKnowName).isBlank()) {
            told.add(some("name", mustNotKnowName, "why", mustNotKnowWhy));
        }
        return told;
    }

    private Map<String, Object> addressTold() {
        var told = new LinkedHashMap<String, Object>();
        var lines = new ArrayList<String>();
        if (address != null && address.lines() != null) {
            // empty ones stay, so that a problem's place in the list is its place on the page
            address.lines().forEach(line -> lines.add(text(line)));
        }
        told.put("lines", lines);
        put(told, "postcode", address == null ? null : address.postcode());
        told.put("unknown", address != null && address.unknown() != null);
        return told;
    }

    private static @Nullable Object age(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return typed.strip().matches("\\d{1,3}") ? Integer.valueOf(typed.strip()) : AGE_THAT_IS_NONE;
    }

    /**
     * The name of this sending at the front door. It is the page's key and the words together: a second press of Send is the same
     * sending, and the same page sent again with other words is another.
     */
    String sendingKey(String words) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return text(key).replaceAll("[^A-Za-z0-9-]", "") + "-"
                    + HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JDK has no SHA-256", impossible);
        }
    }

    private static Map<String, Object> some(@Nullable Object... namesAndValues) {
        var some = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            put(some, String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return some;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value instanceof String text ? !text.isBlank() : value != null) {
            into.put(name, value);
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    Field field(String kind, String name, String label, @Nullable String value) {
        return new Field(kind, name, label, null, text(value), List.of());
    }

    Field choice(String kind, String name, String label, @Nullable String value, List<Code> codes) {
        return new Field(
                kind,
                name,
                label,
                null,
                text(value),
                codes.stream().map(code -> new Option(code.code(), code.text())).toList());
    }

    /** The form holds people's details, so it is never printed. */
    @Override
    public String toString() {
        return "WorryForm[not shown]";
    }
}
