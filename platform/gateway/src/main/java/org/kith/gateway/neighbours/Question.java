package org.kith.gateway.neighbours;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;

/**
 * One question to a service.
 *
 * @param token whose rights it is asked with
 * @param path with {@code {names}} for the values
 * @param headers besides the usual ones
 */
public record Question<T>(
        Neighbour neighbour,
        String token,
        HttpMethod method,
        String path,
        Map<String, Object> values,
        @Nullable Object body,
        Map<String, String> headers,
        ParameterizedTypeReference<T> answer) {

    /** Asks for something. Values fill the path and its query. */
    public static <T> Question<T> get(
            Neighbour neighbour, String token, Class<T> answer, String path, Map<String, Object> values) {
        return new Question<>(
                neighbour,
                token,
                HttpMethod.GET,
                path,
                values,
                null,
                Map.of(),
                ParameterizedTypeReference.forType(answer));
    }

    /** Asks for something to be done. */
    public static <T> Question<T> post(
            Neighbour neighbour,
            String token,
            Class<T> answer,
            String path,
            Map<String, Object> values,
            @Nullable Object body) {
        return new Question<>(
                neighbour,
                token,
                HttpMethod.POST,
                path,
                values,
                body,
                Map.of(),
                ParameterizedTypeReference.forType(answer));
    }

    /** The same with one more header. */
    public Question<T> with(String header, String value) {
        return new Question<>(neighbour, token, method, path, values, body, Map.of(header, value), answer);
    }

    boolean isFile() {
        return body instanceof byte[];
    }
}
