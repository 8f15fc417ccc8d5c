package org.kith.platform.refusal;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** A door takes no body with a field it does not know, or with something that does not belong where it stands: it says all of them. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class BodyAdvice extends RequestBodyAdviceAdapter {

    private static final String PROBLEMS = BodyAdvice.class.getName();

    BodyAdvice() {}

    /** What could not be read of the body that this door {@linkplain AsksForProblems asks for}. */
    @SuppressWarnings("unchecked")
    public static List<FieldProblem> problemsOf(ServletRequest request) {
        return request.getAttribute(PROBLEMS) instanceof List<?> found ? (List<FieldProblem>) found : List.of();
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type targetType, Class<? extends HttpMessageConverter<?>> converterType) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converterType);
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType) {
        UnreadFields.begin();
        return message;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType) {
        var found = UnreadFields.end();
        if (found.isEmpty()) {
            return body;
        }
        if (parameter.hasParameterAnnotation(AsksForProblems.class)
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            attributes.getRequest().setAttribute(PROBLEMS, found);
            return body;
        }
        throw new Invalid(found);
    }

    @Override
    public @Nullable Object handleEmptyBody(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type targetType,
            Class<? extends HttpMessageConverter<?>> converterType) {
        UnreadFields.end();
        return body;
    }
}
