package org.kith.gateway.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kith.gateway.neighbours.Away.Missing;
import org.kith.gateway.neighbours.SaidNo.FieldError;
import org.kith.gateway.neighbours.SaidNo.Said;

/** What is wrong with what was sent: a summary that links to the fields, and a line beside each field. */
public record Problems(List<Item> items) {

    private static final Set<String> CHOICE_MISSED = Set.of("missing", "required", "unknown-code", "unknown-team");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z0-9_]{2,}\\b");
    private static final Pattern NOT_IN_AN_ID = Pattern.compile("[^A-Za-z0-9]+");

    /** One problem; {@code id} is where its field stands on the page, and is absent for what is about the whole. */
    public record Item(String field, @Nullable String id, String message) {}

    /** Problems as a service said them. */
    public static Problems of(Said said) {
        var items = new ArrayList<Item>();
        if (said.errors() != null) {
            said.errors().forEach(error -> items.add(about(error.field(), inWords(error))));
        }
        if (items.isEmpty()) {
            items.add(new Item("", null, sentence(said)));
        }
        return new Problems(items);
    }

    /** The service's own words, except where they list codes for programs: a page has the choices beside the words. */
    private static String inWords(FieldError error) {
        return CHOICE_MISSED.contains(String.valueOf(error.code()))
                        && CODE.matcher(error.message()).find()
                ? "Choose one"
                : error.message();
    }

    /** Nothing was done, because a service is away. */
    public static Problems away(Missing missing, Words words) {
        return new Problems(List.of(new Item(
                "",
                null,
                "%s has not answered since %s. Nothing you typed is lost: try again in a minute"
                        .formatted(missing.part(), words.time(missing.since())))));
    }

    /** One problem we found ourselves. */
    public static Problems one(String field, String message) {
        return new Problems(List.of(about(field, message)));
    }

    /** A problem with one field. */
    public static Item about(String field, String message) {
        return new Item(field, field.isEmpty() ? null : id(field), message);
    }

    private static String sentence(Said said) {
        String detail = said.detail() == null || said.detail().isBlank() ? "This could not be done" : said.detail();
        return said.hint() == null || said.hint().isBlank() ? detail : detail + ". " + said.hint();
    }

    /** The id an input has on the page. */
    public static String id(String field) {
        return NOT_IN_AN_ID.matcher(field).replaceAll("-").replaceAll("(^-|-$)", "");
    }

    /** What the design system's error summary is told. */
    public Map<String, Object> summary() {
        return Map.of(
                "titleText",
                "There is a problem",
                "errorList",
                items.stream()
                        .map(item -> item.id() == null
                                ? Map.of("text", item.message())
                                : Map.of(
                                        "text",
                                        item.message(),
                                        "href",
                                        item.id().startsWith("/") ? item.id() : "#" + item.id()))
                        .toList());
    }

    public boolean any() {
        return !items.isEmpty();
    }

    /** What is wrong with one field; absent if nothing is. */
    public @Nullable String at(String field) {
        return items.stream()
                .filter(item -> item.field().equals(field))
                .map(Item::message)
                .findFirst()
                .orElse(null);
    }
}
