package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How features of a layer are divided and put together, and what becomes of their values.
 *
 * <p>Values of the fields that are not named are handed on: to every part of what is divided, and to what is put together
 * if all that it is made of agree.
 *
 * @param operations which of them the layer takes
 * @param areaField the number that is the area as a source states it, in square metres; its sum is kept. Null if there is
 *     none
 * @param apportion numbers that are apportioned by area and added up, such as counts
 * @param clear fields that are no longer true of what follows, such as codes and bounds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reshaping(Set<Kind> operations, @Nullable String areaField, List<String> apportion, List<String> clear) {

    /** What may be done to the shapes of a layer. */
    public enum Kind {
        /** One becomes several. */
        SPLIT,
        /** Several become one. */
        MERGE,
        /** Neighbours change their common boundary. */
        ADJUST;

        /** Name in data files and answers. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the lists. */
    public Reshaping {
        if (operations == null || operations.isEmpty()) {
            throw new IllegalArgumentException("reshaping needs operations: split, merge or adjust");
        }
        operations = Set.copyOf(operations);
        apportion = apportion == null ? List.of() : List.copyOf(apportion);
        clear = clear == null ? List.of() : List.copyOf(clear);
    }

    /** Names of all fields it speaks of. */
    Stream<String> fields() {
        return Stream.of(Stream.ofNullable(areaField), apportion.stream(), clear.stream())
                .flatMap(names -> names);
    }
}
