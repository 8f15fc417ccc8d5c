package org.kith.platform.outbox;

import java.io.Serial;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kith.contracts.Announcement;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way facts are written and read. It is pinned here and takes nothing from the settings of the application: unknown
 * fields are passed by, moments are ISO 8601, and what must be there and is not makes a fact unreadable; nothing is defaulted.
 */
public final class FactJson {

    /** The bytes are not the fact they claim to be. The message names fields at most, never their values. */
    public static final class Unreadable extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message);
        }
    }

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    private static final Map<Class<?>, List<String>> NEEDED = new ConcurrentHashMap<>();

    private FactJson() {}

    /** The fact as JSON. */
    public static String write(Announcement fact) {
        return MAPPER.writeValueAsString(fact);
    }

    /**
     * Reads a fact.
     *
     * @throws Unreadable if these bytes are no such fact
     */
    public static <T extends Announcement> T read(byte @Nullable [] raw, Class<T> type) throws Unreadable {
        if (raw == null || raw.length == 0) {
            throw new Unreadable("There is no content");
        }
        try {
            JsonNode tree = MAPPER.readTree(raw);
            if (!tree.isObject()) {
                throw new Unreadable("Not a JSON object");
            }
            for (String field : NEEDED.computeIfAbsent(type, FactJson::neededFields)) {
                if (!tree.hasNonNull(field)) {
                    throw new Unreadable("Field " + field + " is missing");
                }
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            // the message of the parser repeats content, so only its place is kept
            throw new Unreadable(e.getClass().getSimpleName() + " at "
                    + e.getPath().stream()
                            .map(JacksonException.Reference::getPropertyName)
                            .toList());
        }
    }

    private static List<String> neededFields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
    }
}
