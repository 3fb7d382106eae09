package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that a coded field may take.
 *
 * @param id name by which fields refer to it
 * @param title what people read
 * @param source id of the source it was taken from
 * @param codes in the order people expect
 */
public record CodeList(String id, Label title, String source, List<Code> codes) {

    /** Copies the codes. */
    public CodeList {
        codes = List.copyOf(codes);
    }

    /** The entry of a code, if the list has it. */
    public Optional<Code> find(String code) {
        return codes.stream().filter(entry -> entry.code().equals(code)).findFirst();
    }

    /**
     * One allowed value.
     *
     * @param code the value as stored; text, so that {@code 0101} keeps its zero
     * @param title what people read
     * @param color {@code #RRGGBB} for maps, or null
     * @param parent code of the class above, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Code(
            String code,
            Label title,
            @Nullable String color,
            @Nullable String parent) {}
}
