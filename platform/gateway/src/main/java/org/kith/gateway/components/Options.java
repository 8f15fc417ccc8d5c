package org.kith.gateway.components;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one component, under the names that the design system uses. Asking for what was not said gives nothing, so that
 * a fragment may read every option by its name.
 */
public final class Options extends AbstractMap<String, @Nullable Object> {

    private static final String WRONG = "govuk-input--error";
    private static final Options NONE = new Options(Map.of());

    private final Map<String, @Nullable Object> said;

    private Options(Map<String, @Nullable Object> said) {
        this.said = said;
    }

    /** The options a page wrote down, and those inside them. */
    public static Options of(@Nullable Map<String, ?> said) {
        if (said == null) {
            return NONE;
        }
        if (said instanceof Options already) {
            return already;
        }
        var all = new LinkedHashMap<String, @Nullable Object>();
        said.forEach((name, value) -> all.put(name, inside(value)));
        return new Options(all);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object inside(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return of((Map<String, ?>) map);
        }
        if (value instanceof Collection<?> many) {
            return many.stream()
                    .filter(Objects::nonNull)
                    .filter(one -> !Boolean.FALSE.equals(one)
                            && !"".equals(one)
                            && !Integer.valueOf(0).equals(one))
                    .map(Options::inside)
                    .toList();
        }
        return value;
    }

    /** Whether an option says anything: not nothing, not no, not empty. */
    public boolean has(String name) {
        return switch (said.get(name)) {
            case null -> false;
            case Boolean yes -> yes;
            case CharSequence text -> !text.isEmpty();
            case Collection<?> many -> !many.isEmpty();
            default -> true;
        };
    }

    /** Whether an option was said at all, be it no or empty. */
    public boolean says(String name) {
        return said.get(name) != null;
    }

    /** Class names one after another, without those that are absent. */
    public String classes(@Nullable Object... names) {
        return joined(names);
    }

    /** The ids that describe a field: one given from outside, its hint, its error message. */
    public @Nullable String described(@Nullable Object id, @Nullable Object before) {
        String all = joined(before, has("hint") ? id + "-hint" : null, has("errorMessage") ? id + "-error" : null);
        return all.isEmpty() ? null : all;
    }

    /** Whether one choice is the one that the whole field says. */
    public boolean chosen(Options item, @Nullable Object own) {
        if (item.has("checked") || item.has("selected")) {
            return true;
        }
        if (Boolean.FALSE.equals(item.get("checked")) || Boolean.FALSE.equals(item.get("selected"))) {
            return false;
        }
        if (said.get("values") instanceof Collection<?> many) {
            return many.contains(own);
        }
        return has("value") && Objects.equals(said.get("value"), own);
    }

    /** The fields of a date: those said, or day, month and year. */
    public List<?> dateItems() {
        return has("items")
                ? list("items")
                : Stream.of("day", "month", "year")
                        .map(part -> of(Map.of("name", part)))
                        .toList();
    }

    /** How wide a field of a date is, and whether it is shown as wrong: all of them, unless some are marked. */
    public String dateItemClasses(Options item) {
        String own = Objects.toString(item.get("classes"), "");
        boolean marked = dateItems().stream().anyMatch(one -> one instanceof Options other && other.isWrong());
        String wrong = !own.contains(WRONG)
                        && (item.has("error")
                                || (has("errorMessage") && !marked && !Boolean.FALSE.equals(item.get("error"))))
                ? WRONG
                : null;
        String width = own.contains("govuk-input--width-")
                ? null
                : "govuk-input--width-" + ("year".equals(item.get("name")) ? 4 : 2);
        return joined(wrong, width, own);
    }

    private boolean isWrong() {
        return has("error") || Objects.toString(get("classes"), "").contains(WRONG);
    }

    private static String joined(@Nullable Object... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The list of an option; empty if it was not said. */
    public List<?> list(String name) {
        return said.get(name) instanceof List<?> many ? many : List.of();
    }

    /** True always: an option that was not said is there, and says nothing. */
    @Override
    public boolean containsKey(Object name) {
        return true;
    }

    @Override
    public @Nullable Object get(Object name) {
        return said.get(name);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return said.entrySet();
    }
}
