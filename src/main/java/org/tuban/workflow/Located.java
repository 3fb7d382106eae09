package org.tuban.workflow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A value read from a file with the line it begins on, so that a refusal can name the line.
 *
 * @param line 1 is the first
 * @param value what stands there
 */
@JsonDeserialize(using = Located.Reader.class)
record Located<T>(int line, T value) {

    /** Reads the value as its own type would be read. */
    static final class Reader extends ValueDeserializer<Located<?>> {

        private final @Nullable JavaType type;

        /** For the first look-up, before the type is known. */
        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new Reader(context.getContextualType().containedType(0));
        }

        @Override
        public Located<?> deserialize(JsonParser parser, DeserializationContext context) {
            int line = parser.currentTokenLocation().getLineNr();
            return new Located<>(line, context.<Object>readValue(parser, Objects.requireNonNull(type)));
        }
    }
}
