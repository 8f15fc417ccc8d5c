package org.kith.platform.refusal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/**
 * Reads on where a body has a field that its form does not know, or something of another kind or form than belongs there, and
 * remembers each. Passed over, a misspelt {@code immediateDanger} would be lost behind a receipt; refused one at a time, ten
 * mistakes would take ten tries. What is read while nobody {@linkplain #begin() began} is read as before.
 */
final class UnreadFields extends DeserializationProblemHandler {

    /** Enough to see what is wrong with a client. */
    private static final int MOST = 50;

    /** A name is shown as it came, which a careless sender may have made of somebody's words. */
    private static final int LONGEST_NAME = 40;

    private static final ThreadLocal<@Nullable List<FieldProblem>> FOUND = new ThreadLocal<>();

    /** From now on, on this thread. */
    static void begin() {
        FOUND.set(new ArrayList<>());
    }

    /** What was found since; nothing is looked for any more. */
    static List<FieldProblem> end() {
        var found = FOUND.get();
        FOUND.remove();
        return found == null ? List.of() : List.copyOf(found);
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String propertyName) {
        if (FOUND.get() == null) {
            return false;
        }
        var object = pathOfObject(context.getParser());
        add(
                object.isEmpty() ? shown(propertyName) : object + "." + shown(propertyName),
                "unknown-field",
                "There is no such field: see how it is spelt");
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context,
            JavaType targetType,
            JsonToken token,
            JsonParser parser,
            String failureMsg) {
        if (!wrongType(parser)) {
            return NOT_HANDLED;
        }
        parser.skipChildren();
        return null;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> targetType, String valueToConvert, String failureMsg) {
        return wrongType(context.getParser()) ? null : NOT_HANDLED;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> targetType, Number valueToConvert, String failureMsg) {
        return wrongType(context.getParser()) ? null : NOT_HANDLED;
    }

    /** Whether it could be noted: nobody began, or the whole body is of another shape. */
    private static boolean wrongType(JsonParser parser) {
        var path = path(parser);
        if (FOUND.get() == null || path.isEmpty()) {
            return false;
        }
        add(path, "wrong-type", "This is not of the kind or form that belongs here");
        return true;
    }

    private static void add(String path, String code, String message) {
        var found = FOUND.get();
        if (found != null && found.size() < MOST) {
            found.add(new FieldProblem(path, code, message));
        }
    }

    /** The object that is being read or was read just now: what a record does not know is told after its other fields. */
    private static String pathOfObject(JsonParser parser) {
        var within = parser.streamReadContext();
        return path(
                parser.currentToken() == JsonToken.END_OBJECT || within.getParent() == null
                        ? within
                        : within.getParent());
    }

    private static String path(JsonParser parser) {
        return path(parser.streamReadContext());
    }

    /** Where it stands, as {@code children[0].dateOfBirth}. */
    private static String path(TokenStreamContext context) {
        var path = new StringBuilder();
        for (JsonPointer at = context.pathAsPointer(false); at != null && !at.matches(); at = at.tail()) {
            if (at.getMatchingIndex() >= 0) {
                path.append('[').append(at.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shown(at.getMatchingProperty()));
            }
        }
        return path.toString();
    }

    /** A name as it may be shown: nothing but letters, numbers and marks between them, and not all of a long one. */
    static String shown(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9_.-]", "?");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "..." : plain;
    }
}
