package org.kith.gateway.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was typed into a form, so that it can be shown again; nothing where the page is opened afresh. */
public final class Typed {

    private final Map<String, String[]> fields;

    private Typed(Map<String, String[]> fields) {
        this.fields = fields;
    }

    public static Typed in(HttpServletRequest request) {
        return new Typed(request.getParameterMap());
    }

    public static Typed nothing() {
        return new Typed(Map.of());
    }

    /** Fields as they are kept, to be changed. */
    public static Typed of(Map<String, String> values) {
        return new Typed(values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, value -> new String[] {value.getValue()})));
    }

    /** One field alone. */
    public static Typed of(String name, String value) {
        return new Typed(Map.of(name, new String[] {value}));
    }

    /** A field as typed; empty if it was not. */
    public String text(String name) {
        var values = fields.get(name);
        return values == null || values.length == 0 ? "" : values[0];
    }

    /** A field without the space around it; absent if empty. */
    public @Nullable String said(String name) {
        String text = text(name).strip();
        return text.isEmpty() ? null : text;
    }

    /** Those of these fields that were typed, without the space around them; for the caller to add to. */
    public Map<String, Object> saidOf(String... names) {
        var said = new LinkedHashMap<String, Object>();
        for (String name : names) {
            String value = said(name);
            if (value != null) {
                said.put(name, value);
            }
        }
        return said;
    }

    /** Whether any of a date's three parts was typed. */
    public boolean hasDate(String name) {
        return !dateAsTyped(name).equals("//");
    }

    String dateAsTyped(String name) {
        return text(name + ".day").strip() + "/" + text(name + ".month").strip() + "/"
                + text(name + ".year").strip();
    }

    /** A date of three parts; absent if it is none. */
    public @Nullable LocalDate date(String name) {
        try {
            return LocalDate.of(number(name + ".year"), number(name + ".month"), number(name + ".day"));
        } catch (DateTimeException | NumberFormatException none) {
            return null;
        }
    }

    private int number(String name) {
        return Integer.parseInt(text(name).strip());
    }
}
