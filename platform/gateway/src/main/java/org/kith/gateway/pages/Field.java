package org.kith.gateway.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form page.
 *
 * @param kind text, time, area, select, radios, checkboxes, date, file or hidden
 * @param value what is in it; for a date as day/month/year
 */
public record Field(
        String kind, String name, String label, @Nullable String hint, String value, List<Option> options) {

    /** Between ticked values; no code holds it. */
    private static final String TICKED = "\n";

    /** One choice. */
    public record Option(
            String value, String text, @Nullable String hint) {

        public Option(String value, String text) {
            this(value, text, null);
        }
    }

    public static Field text(String name, String label, Typed typed) {
        return new Field("text", name, label, null, typed.text(name), List.of());
    }

    public static Field area(String name, String label, Typed typed) {
        return new Field("area", name, label, null, typed.text(name), List.of());
    }

    public static Field select(String name, String label, Typed typed, List<Option> options) {
        return new Field("select", name, label, null, typed.text(name), options);
    }

    public static Field radios(String name, String label, Typed typed, List<Option> options) {
        return new Field("radios", name, label, null, typed.text(name), options);
    }

    public static Field date(String name, String label, Typed typed) {
        return new Field("date", name, label, null, typed.dateAsTyped(name), List.of());
    }

    public static Field file(String name, String label) {
        return new Field("file", name, label, null, "", List.of());
    }

    public static Field hidden(String name, String value) {
        return new Field("hidden", name, "", null, value, List.of());
    }

    /** The same with a hint under its label. */
    public Field hinted(String words) {
        return new Field(kind, name, label, words, value, options);
    }

    /** Several of them may be ticked. */
    public static Field checkboxes(String name, String label, List<String> ticked, List<Option> options) {
        return new Field("checkboxes", name, label, null, String.join(TICKED, ticked), options);
    }

    public String id() {
        return Problems.id(name);
    }

    /** What was answered, in words; empty if nothing was. */
    public String told() {
        return switch (kind) {
            case "date" -> value.replace("/", "").isBlank() ? "" : value.replace("/", " ");
            case "select", "radios" ->
                options.stream()
                        .filter(option -> option.value().equals(value))
                        .map(Option::text)
                        .findFirst()
                        .orElse(value);
            default -> value;
        };
    }

    /** What the design system's component is told; {@code wrong} is what is wrong with it. */
    public Map<String, @Nullable Object> options(@Nullable String wrong) {
        var said = new HashMap<String, @Nullable Object>();
        said.put("id", id());
        said.put("idPrefix", id());
        said.put("name", name);
        said.put("hint", hint == null ? null : Map.of("text", hint));
        said.put("errorMessage", wrong == null ? null : Map.of("text", wrong));
        switch (kind) {
            case "radios", "checkboxes" -> {
                said.put("fieldset", legend());
                said.put("value", value);
                said.put("values", kind.equals("checkboxes") ? List.of(value.split(TICKED, -1)) : null);
                said.put("items", options.stream().map(Field::item).toList());
            }
            case "date" -> {
                // a problem leads to the day, which has the field's own id
                said.put("id", id() + "-date");
                said.put("fieldset", legend());
                said.put("hint", Map.of("text", hint == null ? "For example, 30 4 2019" : hint));
                said.put("items", List.of(part("day", 0, 2), part("month", 1, 2), part("year", 2, 4)));
            }
            case "select" -> {
                said.put("label", labelled());
                said.put("value", value);
                said.put(
                        "items",
                        Stream.concat(
                                        Stream.of(Map.of("value", "", "text", "Choose one")),
                                        options.stream().map(Field::item))
                                .toList());
            }
            case "time" -> {
                said.put("label", labelled());
                said.put("value", value);
                said.put("classes", "govuk-input--width-5");
            }
            case "file" -> {
                said.put("label", labelled());
                said.put("attributes", Map.of("accept", ".csv,text/csv"));
            }
            default -> {
                said.put("label", labelled());
                said.put("value", value);
            }
        }
        return said;
    }

    private Map<String, Object> labelled() {
        return Map.of("text", label, "classes", "govuk-label--s");
    }

    private Map<String, Object> legend() {
        return Map.of("legend", Map.of("text", label, "classes", "govuk-fieldset__legend--s"));
    }

    private static Map<String, Object> item(Option option) {
        var item = new HashMap<String, Object>();
        item.put("value", option.value());
        item.put("text", option.text());
        if (option.hint() != null) {
            item.put("hint", Map.of("text", option.hint()));
        }
        return item;
    }

    private Map<String, Object> part(String part, int which, int width) {
        return Map.of(
                "label",
                part.substring(0, 1).toUpperCase(Locale.UK) + part.substring(1),
                "id",
                which == 0 ? id() : id() + "-" + part,
                "name",
                name + "." + part,
                "value",
                part(which),
                "classes",
                "govuk-input--width-" + width);
    }

    /** A third of a date as typed: 0 is the day, 1 the month, 2 the year. */
    public String part(int which) {
        var parts = value.split("/", -1);
        return which < parts.length ? parts[which] : "";
    }
}
