package org.tuban.workflow;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuban.attachment.FileType;
import org.tuban.layer.Label;

/**
 * One piece of evidence that a transition asks for.
 *
 * @param field name under which it is given and kept: lower case letters, digits and underscore, at most 40 characters
 * @param type kind of value
 * @param title what people read
 * @param required true if the step cannot be taken without it
 * @param minimum least number allowed, or null
 * @param maximum greatest number allowed, or null
 * @param maximumField the number may not be above that evidence or, if it is not given, that field of the feature; or null
 * @param codeList id of the code list of an {@link EvidenceType#CODE}, else null
 * @param notAfterToday true if the day may not lie in the future
 * @param writes field of the layer that takes the value, or null if only history keeps it
 * @param fileTypes what an {@link EvidenceType#ATTACHMENT} may be; empty for whatever is taken
 * @param group requirements of one group are alternatives, of which at least one must be given; or null
 */
public record Requirement(
        String field,
        EvidenceType type,
        Label title,
        boolean required,
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable String maximumField,
        @Nullable String codeList,
        boolean notAfterToday,
        @Nullable String writes,
        Set<FileType> fileTypes,
        @Nullable String group) {

    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** What the service itself writes beside the evidence of a step: how it was decided, which rule it followed. */
    private static final Pattern TRAIL = Pattern.compile("proposal|(proposed|decided|rule)_.*");

    /** Checks what can be seen from the requirement alone. */
    public Requirement {
        if (field == null || !FIELD.matcher(field).matches()) {
            throw new IllegalArgumentException(
                    "evidence field \"%s\": allowed is %s".formatted(field, FIELD.pattern()));
        }
        if (type == null || title == null) {
            throw new IllegalArgumentException("evidence \"%s\" needs a type and a title".formatted(field));
        }
        if ((type == EvidenceType.CODE) != (codeList != null)) {
            throw new IllegalArgumentException(
                    "evidence \"%s\": a codeList belongs to type code, and only there".formatted(field));
        }
        boolean number = type == EvidenceType.INTEGER || type == EvidenceType.NUMBER;
        if (!number && (minimum != null || maximum != null || maximumField != null)) {
            throw new IllegalArgumentException(
                    "evidence \"%s\": minimum and maximum belong to numbers".formatted(field));
        }
        if (minimum != null && maximum != null && minimum > maximum) {
            throw new IllegalArgumentException(
                    "evidence \"%s\": minimum %s is above maximum %s".formatted(field, minimum, maximum));
        }
        if (notAfterToday && type != EvidenceType.DATE) {
            throw new IllegalArgumentException("evidence \"%s\": notAfterToday belongs to dates".formatted(field));
        }
        fileTypes = fileTypes == null ? Set.of() : Set.copyOf(fileTypes);
        if (!fileTypes.isEmpty() && type != EvidenceType.ATTACHMENT) {
            throw new IllegalArgumentException("evidence \"%s\": fileTypes belong to attachments".formatted(field));
        }
        if (TRAIL.matcher(field).matches()) {
            throw new IllegalArgumentException("evidence field \"%s\": names that match %s are the service's own"
                    .formatted(field, TRAIL.pattern()));
        }
        if (group != null && required) {
            throw new IllegalArgumentException(
                    "evidence \"%s\": one of a group cannot be required by itself".formatted(field));
        }
    }
}
