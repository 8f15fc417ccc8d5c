package org.kith.referral.referrals.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kith.platform.refusal.FieldProblem;
import tools.jackson.databind.JsonNode;

/**
 * What a sender said under a name that the form does not have. Passed over, a misspelt {@code immediateDanger} or {@code
 * mustNotKnow} would be lost behind a receipt.
 */
final class UnknownFields {

    /** Enough to see what is wrong with a client. */
    private static final int MOST = 50;

    /** A name is shown as it came, which a careless sender may have made of somebody's words. */
    private static final int LONGEST_NAME = 40;

    /** Looked up for each referral. */
    private static final ClassValue<Map<String, Type>> NAMES = new ClassValue<>() {
        @Override
        protected Map<String, Type> computeValue(Class<?> form) {
            return Arrays.stream(form.getRecordComponents())
                    .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType));
        }
    };

    private final List<FieldProblem> found = new ArrayList<>();

    private UnknownFields() {}

    /** One problem for each, by its path; a value that is of another kind than the form's is not looked into. */
    static List<FieldProblem> in(JsonNode body, Class<? extends Record> form) {
        var fields = new UnknownFields();
        fields.look("", body, form);
        return List.copyOf(fields.found);
    }

    private void look(String path, JsonNode node, Type type) {
        if (type instanceof ParameterizedType list && node.isArray()) {
            for (int at = 0; at < node.size(); at++) {
                look(path + "[" + at + "]", node.get(at), list.getActualTypeArguments()[0]);
            }
        } else if (type instanceof Class<?> form && form.isRecord() && node.isObject()) {
            var known = NAMES.get(form);
            node.properties().forEach(field -> look(path.isEmpty() ? "" : path + ".", field, known));
        }
    }

    private void look(String before, Map.Entry<String, JsonNode> field, Map<String, Type> known) {
        var type = known.get(field.getKey());
        if (type != null) {
            look(before + field.getKey(), field.getValue(), type);
        } else if (found.size() < MOST) {
            found.add(new FieldProblem(
                    before + shown(field.getKey()), "unknown-field", "There is no such field: see how it is spelt"));
        }
    }

    private static String shown(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "..." : plain;
    }
}
