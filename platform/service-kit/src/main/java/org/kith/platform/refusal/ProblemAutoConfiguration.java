package org.kith.platform.refusal;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Problems as RFC 9457, for services and whoever else asks for it with {@code kith.problems}. */
@AutoConfiguration(
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
        beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnBooleanProperty("kith.problems")
@EnableConfigurationProperties(BodyLimits.class)
class ProblemAutoConfiguration {

    /** Outside everything but tracing and encoding, which keep their places before it. */
    private static final int OUTERMOST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

    @Bean
    BodyAdvice bodyAdvice() {
        return new BodyAdvice();
    }

    /** What is no whole number is refused where one belongs: 7.9 years, cut to 7, would be lost behind a receipt. */
    @Bean
    JsonMapperBuilderCustomizer unreadFields() {
        return json -> json.addHandler(new UnreadFields()).disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    /** Services take JSON, and CSV where a door says so; a library brings YAML along, which would be read past our checks. */
    @Bean
    @ConditionalOnProperty("kith.service")
    WebMvcConfigurer doorsOfServices() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.configureMessageConvertersList(list ->
                        list.removeIf(one -> one.getSupportedMediaTypes().stream()
                                .anyMatch(type -> type.getSubtype().contains("yaml"))));
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new KnownParameters());
            }
        };
    }

    @Bean
    FilterRegistrationBean<LastResortFilter> lastResortFilter(Problems problems) {
        var filter = new FilterRegistrationBean<>(new LastResortFilter(problems));
        filter.setOrder(OUTERMOST);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(BodyLimits limits, Problems problems) {
        var filter = new FilterRegistrationBean<>(new BodyLimitFilter(limits, problems));
        filter.setOrder(OUTERMOST + 1);
        return filter;
    }

    /** Only where no page is shown to people. */
    @Bean
    @ConditionalOnProperty("kith.service")
    ContainerErrorDoor containerErrorDoor() {
        return new ContainerErrorDoor();
    }
}
