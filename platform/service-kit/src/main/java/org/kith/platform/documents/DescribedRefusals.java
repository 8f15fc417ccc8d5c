package org.kith.platform.documents;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.kith.platform.refusal.Problem;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says in the document of doors what the framework cannot know: what every door answers when it refuses, and which key a door insists on. */
final class DescribedRefusals implements OpenApiCustomizer {

    private static final String NAME = "refusal." + Problem.class.getSimpleName();
    private static final String KEY = "Idempotency-Key";

    @Override
    public void customise(OpenAPI document) {
        ModelConverters.getInstance(true)
                .readAll(Problem.class)
                .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(DescribedRefusals::describe);
    }

    private static void describe(Operation door) {
        door.getResponses()
                .addApiResponse("4XX", problem("Refused: code says why, hint what to do, errors which fields"))
                .addApiResponse(
                        "5XX",
                        problem("Not available now, or a fault of ours: nothing was kept that was not answered")
                                .addHeaderObject(
                                        "Retry-After",
                                        new Header()
                                                .description("Seconds after which to try again; with 503")
                                                .schema(new IntegerSchema())));
        if (door.getParameters() != null) {
            door.getParameters().stream()
                    .filter(parameter -> KEY.equals(parameter.getName()))
                    // the door asks for it by itself, so that all that is wrong is said at once
                    .forEach(parameter -> parameter
                            .required(true)
                            .description("A name of your own for what is sent, the same at every attempt"));
        }
    }

    private static ApiResponse problem(String words) {
        return new ApiResponse()
                .description(words)
                .content(new Content()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + NAME))));
    }
}
