package org.kith.platform.refusal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A door takes no parameter in its address that it does not know. Passed over, a misspelt {@code scope} would answer with the figures of
 * the county as if they were the team's.
 */
final class KnownParameters implements HandlerInterceptor {

    private static final String OURS = "org.kith.";

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var query = request.getQueryString();
        if (query == null
                || !(handler instanceof HandlerMethod door)
                || !door.getBeanType().getName().startsWith(OURS)) {
            return true;
        }
        var takes = known.computeIfAbsent(door.getMethod(), method -> namesOf(door));
        var unknown = names(query).stream()
                .filter(name -> !takes.contains(name))
                .map(name -> new FieldProblem(
                        UnreadFields.shown(name),
                        "unknown-parameter",
                        takes.isEmpty()
                                ? "This address takes no parameter"
                                : "There is no such parameter here, only " + String.join(", ", takes)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new Invalid(unknown);
        }
        return true;
    }

    private static Set<String> names(String query) {
        return UriComponentsBuilder.newInstance().query(query).build().getQueryParams().keySet().stream()
                .map(KnownParameters::decoded)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String decoded(String name) {
        try {
            return UriUtils.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    /** In the order of the alphabet, as a problem shows them. */
    private static Set<String> namesOf(HandlerMethod door) {
        return Arrays.stream(door.getMethodParameters())
                .map(MethodParameter::getParameter)
                .flatMap(KnownParameters::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> nameOf(Parameter parameter) {
        var asked = AnnotatedElementUtils.findMergedAnnotation(parameter, RequestParam.class);
        return asked == null ? Stream.empty() : Stream.of(asked.name().isEmpty() ? parameter.getName() : asked.name());
    }
}
