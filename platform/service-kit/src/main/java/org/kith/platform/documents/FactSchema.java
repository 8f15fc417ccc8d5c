package org.kith.platform.documents;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON Schema of a fact, read off its record: what must be there, what may be null, and of which form. */
final class FactSchema {

    private FactSchema() {}

    static Map<String, Object> of(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            properties.put(component.getName(), form(component.getAnnotatedType(), mayBeNull));
            if (!mayBeNull) {
                required.add(component.getName());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        // readers pass by what they do not know, so that a fact can grow
        schema.put("additionalProperties", true);
        return schema;
    }

    private static Map<String, Object> form(AnnotatedType annotated, boolean mayBeNull) {
        var form = new LinkedHashMap<String, Object>();
        var type = annotated.getType();
        if (type.equals(String.class)) {
            form.put("type", oneOf("string", mayBeNull));
        } else if (type.equals(UUID.class)) {
            form.put("type", oneOf("string", mayBeNull));
            form.put("format", "uuid");
        } else if (type.equals(Instant.class)) {
            form.put("type", oneOf("string", mayBeNull));
            form.put("format", "date-time");
        } else if (type.equals(LocalDate.class)) {
            form.put("type", oneOf("string", mayBeNull));
            form.put("format", "date");
        } else if (type.equals(int.class) || type.equals(long.class)) {
            form.put("type", "integer");
        } else if (type.equals(boolean.class)) {
            form.put("type", "boolean");
        } else if (annotated instanceof AnnotatedParameterizedType list
                && list.getType().getTypeName().startsWith(List.class.getName())) {
            form.put("type", oneOf("array", mayBeNull));
            form.put(
                    "items",
                    Arrays.stream(list.getAnnotatedActualTypeArguments())
                            .map(item -> form(item, false))
                            .findFirst()
                            .orElseThrow());
        } else {
            throw new IllegalStateException("Contracts hold JDK types only, not " + type);
        }
        return form;
    }

    private static Object oneOf(String name, boolean mayBeNull) {
        return mayBeNull ? List.of(name, "null") : name;
    }
}
