package org.kith.gateway.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form page.
 *
 * @param kind text, area, select, radios, date, file or hidden
 * @param value what is in it; for a date as day/month/year
 */
public record Field(
        String kind, String name, String label, @Nullable String hint, String value, List<Option> options) {

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

    public String id() {
        return Problems.id(name);
    }

    /** A third of a date as typed: 0 is the day, 1 the month, 2 the year. */
    public String part(int which) {
        var parts = value.split("/", -1);
        return which < parts.length ? parts[which] : "";
    }
}
