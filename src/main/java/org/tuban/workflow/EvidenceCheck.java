package org.tuban.workflow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuban.attachment.FileType;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;

/**
 * Reads the evidence given for one step, and finds everything that is wrong with it at once.
 *
 * <p>A check is made for one request and used once.
 */
final class EvidenceCheck {

    /** Most findings that an answer lists. */
    static final int MAX_FINDINGS = 50;

    private static final int ECHOED_NAME = 40;
    private static final Pattern DAY = Pattern.compile("[12]\\d{3}-\\d{2}-\\d{2}");

    private final Transition step;
    private final Rules rules;
    private final Layer layer;
    private final Map<String, @Nullable Object> feature;
    private final List<Fault.Finding> findings = new ArrayList<>();
    private final Map<String, Object> accepted = new LinkedHashMap<>();

    /**
     * What evidence is held against beside the step itself.
     *
     * @param codeLists by id
     * @param today the day it is where the installation is
     * @param secondPerson true for names of accounts that may vouch for the caller's step
     * @param attached what a file about the feature is, by its id; empty if there is none
     */
    record Rules(
            Map<String, CodeList> codeLists,
            LocalDate today,
            Predicate<String> secondPerson,
            Function<String, Optional<FileType>> attached) {}

    /** A check of one step on a feature with these values. */
    EvidenceCheck(Transition step, Rules rules, Layer layer, Map<String, @Nullable Object> feature) {
        this.step = step;
        this.rules = rules;
        this.layer = layer;
        this.feature = feature;
    }

    /**
     * The evidence, read and found good.
     *
     * @throws Problem evidence-missing with everything that is wrong, at most {@value #MAX_FINDINGS} findings
     */
    Evidence accept(Map<String, @Nullable Object> given) {
        for (Requirement requirement : step.requires()) {
            Object value = given.get(requirement.field());
            if (!isAbsent(value)) {
                read(requirement, value).ifPresent(read -> accepted.put(requirement.field(), read));
            } else if (requirement.required()) {
                findings.add(Fault.MISSING.of(requirement));
            }
        }
        checkMaximumFields();
        checkGroups(given);
        given.keySet().stream()
                .filter(name -> step.requirement(name).isEmpty())
                .limit(MAX_FINDINGS)
                .forEach(name -> findings.add(Fault.UNKNOWN.ofStranger(PlainText.shown(name, ECHOED_NAME))));
        if (!findings.isEmpty()) {
            throw refusal();
        }
        return new Evidence(accepted, written());
    }

    private static boolean isAbsent(@Nullable Object value) {
        return value == null || (value instanceof String text && text.isBlank());
    }

    private Optional<Object> read(Requirement requirement, @Nullable Object value) {
        return switch (requirement.type()) {
            case TEXT -> readText(requirement, value).map(text -> text);
            case INTEGER -> readInteger(requirement, value).map(number -> number);
            case NUMBER -> readNumber(requirement, value).map(number -> number);
            case DATE -> readDate(requirement, value).map(LocalDate::toString);
            case CODE -> readCode(requirement, value).map(code -> code);
            case ACCOUNT -> readAccount(requirement, value).map(name -> name);
            case ATTACHMENT -> readAttachment(requirement, value).map(id -> id);
        };
    }

    private Optional<String> readText(Requirement requirement, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return refuse(Fault.NOT_TEXT.of(requirement));
        }
        int limit = field(requirement).map(Field::maxLength).orElse(Field.DEFAULT_MAX_LENGTH);
        String trimmed = text.strip();
        if (PlainText.length(trimmed) > limit) {
            return refuse(Fault.TOO_LONG.of(requirement, limit));
        }
        return PlainText.isPrintable(trimmed) ? Optional.of(trimmed) : refuse(Fault.NOT_PRINTABLE.of(requirement));
    }

    private Optional<Long> readInteger(Requirement requirement, @Nullable Object value) {
        if (!(value instanceof Integer || value instanceof Long)) {
            return refuse(Fault.NOT_INTEGER.of(requirement));
        }
        long number = Long.parseLong(value.toString());
        return isWithinLimits(requirement, number) ? Optional.of(number) : Optional.empty();
    }

    private Optional<Double> readNumber(Requirement requirement, @Nullable Object value) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return refuse(Fault.NOT_NUMBER.of(requirement));
        }
        return isWithinLimits(requirement, number.doubleValue()) ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /** Holds a number against the limits of the step and of the field it goes to. */
    private boolean isWithinLimits(Requirement requirement, double number) {
        Optional<Field> field = field(requirement);
        Optional<Double> least = greatest(requirement.minimum(), field.map(Field::minimum));
        if (least.isPresent() && number < least.get()) {
            findings.add(Fault.BELOW_MINIMUM.of(requirement, plain(least.get())));
            return false;
        }
        Optional<Double> most = least(requirement.maximum(), field.map(Field::maximum));
        if (most.isPresent() && number > most.get()) {
            findings.add(Fault.ABOVE_MAXIMUM.of(requirement, plain(most.get())));
            return false;
        }
        return true;
    }

    private Optional<LocalDate> readDate(Requirement requirement, @Nullable Object value) {
        if (!(value instanceof String text) || !DAY.matcher(text).matches()) {
            return refuse(Fault.NOT_DATE.of(requirement));
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (requirement.notAfterToday() && day.isAfter(rules.today())) {
                return refuse(Fault.AFTER_TODAY.of(requirement, rules.today()));
            }
            return Optional.of(day);
        } catch (DateTimeParseException noSuchDay) {
            return refuse(Fault.NOT_DATE.of(requirement));
        }
    }

    private Optional<String> readCode(Requirement requirement, @Nullable Object value) {
        String listId = String.valueOf(requirement.codeList());
        CodeList list = rules.codeLists().get(listId);
        return value instanceof String code && list != null && list.find(code).isPresent()
                ? Optional.of(code)
                : refuse(Fault.NOT_IN_LIST.of(requirement, listId));
    }

    private Optional<String> readAccount(Requirement requirement, @Nullable Object value) {
        return value instanceof String name && rules.secondPerson().test(name)
                ? Optional.of(name)
                : refuse(Fault.NOT_SECOND_PERSON.of(requirement));
    }

    private Optional<String> readAttachment(Requirement requirement, @Nullable Object value) {
        Optional<FileType> type = value instanceof String id ? rules.attached().apply(id) : Optional.empty();
        if (type.isEmpty()) {
            return refuse(Fault.NOT_ATTACHED.of(requirement));
        }
        if (!requirement.fileTypes().isEmpty() && !requirement.fileTypes().contains(type.get())) {
            String allowed = requirement.fileTypes().stream()
                    .map(FileType::mediaType)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return refuse(Fault.OTHER_FILE_TYPE.of(requirement, allowed));
        }
        return Optional.of(String.valueOf(value));
    }

    private void checkMaximumFields() {
        for (Requirement requirement : step.requires()) {
            String other = requirement.maximumField();
            if (other != null && accepted.get(requirement.field()) instanceof Number number) {
                Object most = accepted.containsKey(other) ? accepted.get(other) : feature.get(other);
                if (most instanceof Number limit && number.doubleValue() > limit.doubleValue()) {
                    findings.add(Fault.ABOVE_MAXIMUM.of(requirement, named(other, plain(limit.doubleValue()))));
                }
            }
        }
    }

    /** A limit with the name of the evidence or field that sets it. */
    private Label named(String field, String limit) {
        Label title = step.requirement(field)
                .map(Requirement::title)
                .or(() -> layer.field(field).map(Field::title))
                .orElseGet(() -> new Label(field, field));
        return new Label("%s（%s）".formatted(limit, title.zh()), "%s (%s)".formatted(limit, title.en()));
    }

    private void checkGroups(Map<String, @Nullable Object> given) {
        Map<String, List<Requirement>> groups = step.requires().stream()
                .filter(requirement -> requirement.group() != null)
                .collect(Collectors.groupingBy(
                        requirement -> String.valueOf(requirement.group()), LinkedHashMap::new, Collectors.toList()));
        for (List<Requirement> group : groups.values()) {
            if (group.stream().allMatch(requirement -> isAbsent(given.get(requirement.field())))) {
                Label names = new Label(
                        group.stream().map(one -> one.title().zh()).collect(Collectors.joining("、")),
                        group.stream().map(one -> one.title().en()).collect(Collectors.joining(", ")));
                group.forEach(requirement -> findings.add(Fault.ONE_OF_GROUP.of(requirement, names)));
            }
        }
    }

    private Map<String, @Nullable Object> written() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Requirement requirement : step.requires()) {
            Object value = accepted.get(requirement.field());
            field(requirement).ifPresent(field -> {
                if (value != null) {
                    values.put(field.name(), asValueOf(field.type(), value));
                }
            });
        }
        return values;
    }

    private static Object asValueOf(FieldType type, Object value) {
        return switch (type) {
            case DATE -> LocalDate.parse(value.toString());
            case NUMBER -> ((Number) value).doubleValue();
            case TEXT, INTEGER, BOOLEAN, CODE, PARTIAL_DATE, TIMESTAMP, TEXT_LIST -> value;
        };
    }

    private Problem refusal() {
        List<Fault.Finding> shown = findings.stream().limit(MAX_FINDINGS).toList();
        String detail = shown.stream()
                .map(finding -> finding.field() + " " + finding.message().en())
                .collect(Collectors.joining("; "));
        return new Problem(ProblemType.EVIDENCE_MISSING, detail).with("fields", shown);
    }

    private Optional<Field> field(Requirement requirement) {
        return Optional.ofNullable(requirement.writes()).flatMap(layer::field);
    }

    private <T> Optional<T> refuse(Fault.Finding finding) {
        findings.add(finding);
        return Optional.empty();
    }

    private static Optional<Double> greatest(@Nullable Double one, Optional<Double> other) {
        return Stream.concat(Stream.ofNullable(one), other.stream()).max(Double::compare);
    }

    private static Optional<Double> least(@Nullable Double one, Optional<Double> other) {
        return Stream.concat(Stream.ofNullable(one), other.stream()).min(Double::compare);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
