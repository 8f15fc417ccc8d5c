package org.kith.platform.documents;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.kith.platform.inbox.Feed;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Documents every service serves about itself. */
@AutoConfiguration
@ConditionalOnProperty("kith.service")
class DocumentsAutoConfiguration {

    private static final String TOKEN = "token";

    @Bean
    DocumentsDoor documentsDoor(
            @Value("${kith.service}") String service,
            @Value("${spring.application.name:${kith.service}}") String title,
            ObjectProvider<Feed> feeds) {
        return new DocumentsDoor(new AsyncApi(service, title), feeds);
    }

    @Bean
    DescribedRecords describedRecords() {
        return new DescribedRecords();
    }

    @Bean
    DescribedRefusals describedRefusals() {
        return new DescribedRefusals();
    }

    @Bean
    OpenAPI openApi(@Value("${spring.application.name:${kith.service}}") String title) {
        return new OpenAPI()
                .info(new Info().title(title).version("1"))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
}
