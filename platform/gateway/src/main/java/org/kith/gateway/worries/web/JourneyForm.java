package org.kith.gateway.worries.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.validation.DataBinder;

/** Reads a worry out of a draft's fields, which have the names of the form's. */
final class JourneyForm {

    private static final int MOST_IN_A_LIST = 150;

    private JourneyForm() {}

    static WorryForm of(Map<String, List<String>> fields) {
        var binder = new DataBinder(null);
        binder.setTargetType(ResolvableType.forClass(WorryForm.class));
        binder.setAutoGrowCollectionLimit(MOST_IN_A_LIST);
        binder.construct(new Values(fields));
        var form = binder.getTarget() instanceof WorryForm bound ? bound : WorryForm.empty("");
        return new WorryForm(
                form.key(),
                form.immediateDanger(),
                form.referrer(),
                form.children(),
                form.adults(),
                form.address(),
                form.worries(),
                form.whatWasSeen(),
                first(fields, "mustNotKnow[0].name"),
                first(fields, "mustNotKnow[0].why"),
                form.safeContact(),
                form.familyKnows());
    }

    private static @Nullable String first(Map<String, List<String>> fields, String name) {
        var values = fields.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** The children or adults of a form by the names of their fields; whichever of the two was typed on the page. */
    static Map<String, List<String>> people(WorryForm form, Map<String, List<String>> typed) {
        var fields = new LinkedHashMap<String, List<String>>();
        boolean children = typed.keySet().stream().anyMatch(name -> name.startsWith("children["));
        if (children) {
            for (int at = 0; at < form.childList().size(); at++) {
                var child = form.childList().get(at);
                String path = "children[" + at + "].";
                put(fields, path + "givenName", child.givenName());
                put(fields, path + "familyName", child.familyName());
                if (child.dateOfBirth() != null) {
                    put(fields, path + "dateOfBirth.day", child.dateOfBirth().day());
                    put(fields, path + "dateOfBirth.month", child.dateOfBirth().month());
                    put(fields, path + "dateOfBirth.year", child.dateOfBirth().year());
                }
                put(fields, path + "ageYears", child.ageYears());
                if (child.expectedOn() != null) {
                    put(fields, path + "expectedOn.day", child.expectedOn().day());
                    put(fields, path + "expectedOn.month", child.expectedOn().month());
                    put(fields, path + "expectedOn.year", child.expectedOn().year());
                }
                put(fields, path + "sex", child.sex());
                put(fields, path + "school", child.school());
            }
        } else {
            for (int at = 0; at < form.adultList().size(); at++) {
                var adult = form.adultList().get(at);
                String path = "adults[" + at + "].";
                put(fields, path + "givenName", adult.givenName());
                put(fields, path + "familyName", adult.familyName());
                put(fields, path + "relation", adult.relation());
                put(fields, path + "telephone", adult.telephone());
                if (adult.mustNotKnow() != null) {
                    put(fields, path + "mustNotKnow", "yes");
                }
            }
        }
        return fields;
    }

    private static void put(Map<String, List<String>> fields, String name, @Nullable String value) {
        fields.put(name, List.of(value == null ? "" : value));
    }

    private record Values(Map<String, List<String>> fields) implements DataBinder.ValueResolver {

        @Override
        public @Nullable Object resolveValue(String name, Class<?> type) {
            var values = fields.get(name);
            if (values == null || values.isEmpty()) {
                return null;
            }
            return values.size() == 1 && !List.class.isAssignableFrom(type) ? values.getFirst() : values;
        }

        @Override
        public Set<String> getNames() {
            return fields.keySet();
        }
    }
}
