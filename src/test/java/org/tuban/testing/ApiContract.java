package org.tuban.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.openapi4j.core.exception.EncodeException;
import org.openapi4j.core.exception.ResolutionException;
import org.openapi4j.core.model.v3.OAI3;
import org.openapi4j.core.validation.ValidationException;
import org.openapi4j.parser.OpenApi3Parser;
import org.openapi4j.parser.model.v3.MediaType;
import org.openapi4j.parser.model.v3.OpenApi3;
import org.openapi4j.parser.model.v3.Response;
import org.openapi4j.schema.validator.ValidationContext;
import org.openapi4j.schema.validator.ValidationData;
import org.openapi4j.schema.validator.v3.SchemaValidator;

/** An API definition, and whether answers are as it says. */
public final class ApiContract {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OpenApi3 definition;

    private ApiContract(OpenApi3 definition) {
        this.definition = definition;
    }

    /** Reads the definition that a service gives. */
    public static ApiContract of(String json) {
        try {
            Path file = Files.createTempFile("tuban-api", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, json);
            return new ApiContract(new OpenApi3Parser().parse(file.toFile(), false));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ResolutionException | ValidationException broken) {
            throw new IllegalArgumentException("no API definition", broken);
        }
    }

    /**
     * What is not described about an answer; empty if all is.
     *
     * @param path as the definition writes it
     * @param method in small letters
     * @param type media type of the answer, empty if it has none
     */
    public String faultOf(String path, String method, int status, String type, String body) {
        Response response =
                definition.getPath(path).getOperation(method).getResponses().get(Integer.toString(status));
        if (response == null) {
            return "status %d is not described".formatted(status);
        }
        if (response.isRef()) {
            response = definition
                    .getComponents()
                    .getResponses()
                    .get(response.getRef().substring("#/components/responses/".length()));
        }
        Map<String, MediaType> types = response.getContentMediaTypes();
        if (types == null || types.isEmpty()) {
            return body.isEmpty() ? "" : "a body is not described for status %d".formatted(status);
        }
        // Pages say their charset; definitions name the type alone.
        MediaType described = Optional.ofNullable(types.get(type)).orElseGet(() -> types.get(type.split(";")[0]));
        if (described == null) {
            return "type '%s' is not described for status %d".formatted(type, status);
        }
        return type.matches("application/(.*\\+)?json.*") && described.getSchema() != null
                ? faultOf(described, body)
                : "";
    }

    private String faultOf(MediaType described, String body) {
        try {
            JsonNode document = MAPPER.readTree(body);
            SchemaValidator validator = new SchemaValidator(
                    new ValidationContext<OAI3>(definition.getContext()),
                    "answer",
                    described.getSchema().toNode());
            ValidationData<Void> found = new ValidationData<>();
            validator.validate(document, found);
            return found.isValid() ? "" : found.results().toString();
        } catch (IOException | EncodeException broken) {
            return "the body is no JSON: " + body;
        }
    }
}
