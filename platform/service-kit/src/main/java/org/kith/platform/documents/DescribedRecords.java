package org.kith.platform.documents;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes records in the document of doors as the code declares them: what is not {@code @Nullable} is always there, what is may be
 * null. Each is called by its feature and its name, since two features may have a record of one name.
 */
final class DescribedRecords extends ModelResolver {

    private static final String OURS = "org.kith.";
    private static final String NULL = "null";

    DescribedRecords() {
        super(Json31.mapper(), new Names());
        setOpenapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType asked, ModelConverterContext context, Iterator<ModelConverter> others) {
        Schema<?> resolved = super.resolve(asked, context, others);
        var type = _mapper.constructType(asked.getType());
        var raw = type.getRawClass();
        if (raw.isRecord() && raw.getName().startsWith(OURS)) {
            var model = context.getDefinedModels().get(_typeName(type));
            if (model != null && model.getProperties() != null) {
                describe(raw, model);
            }
        }
        return resolved;
    }

    /** May be done again to the same model: the second time changes nothing. */
    private static void describe(Class<?> type, Schema<?> model) {
        var properties = model.getProperties();
        for (var component : type.getRecordComponents()) {
            var name = component.getName();
            var property = properties.get(name);
            if (property == null) {
                continue;
            }
            if (!mayBeNull(component)) {
                require(model, name);
            } else if (!required(model).contains(name)) {
                properties.put(name, orNull(property));
            }
        }
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static List<String> required(Schema<?> model) {
        return Objects.requireNonNullElse(model.getRequired(), List.of());
    }

    private static void require(Schema<?> model, String name) {
        if (!required(model).contains(name)) {
            var all = new ArrayList<>(required(model));
            all.add(name);
            model.setRequired(all);
        }
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            var nothing = new Schema<>();
            nothing.addType(NULL);
            return new Schema<>().anyOf(List.of(property, nothing));
        }
        if (property.getTypes() != null) {
            property.addType(NULL);
        }
        return property;
    }

    /** {@code search.FamilyView} for a record of the feature search, or of its package web. */
    private static final class Names extends TypeNameResolver {

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            if (!type.getName().startsWith(OURS)) {
                return super.nameForClass(type, options);
            }
            var feature = List.of(type.getPackageName().split("\\.")).stream()
                    // org, kith and the service or platform
                    .skip(3)
                    .filter(word -> !word.equals("web"))
                    .toList();
            var name =
                    type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
            return feature.isEmpty() ? name : String.join(".", feature) + "." + name;
        }
    }
}
