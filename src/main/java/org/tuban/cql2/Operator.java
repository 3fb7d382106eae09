package org.tuban.cql2;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the language itself knows to do, with what each may be applied to.
 *
 * <p>Source: OGC 21-065r2, Annex B (text) and the JSON schema beside it. Wider than they are: BETWEEN takes any values, a
 * boolean property is a condition, and names are matched without difference of case in JSON, too.
 */
enum Operator {
    AND("and", Family.LOGIC, Role.CONDITION, Role.CONDITION),
    OR("or", Family.LOGIC, Role.CONDITION, Role.CONDITION),
    NOT("not", Family.LOGIC, Role.CONDITION),
    EQUAL("=", Family.COMPARISON, Role.SCALAR, Role.SCALAR),
    NOT_EQUAL("<>", Family.COMPARISON, Role.SCALAR, Role.SCALAR),
    LESS("<", Family.COMPARISON, Role.SCALAR, Role.SCALAR),
    AT_MOST("<=", Family.COMPARISON, Role.SCALAR, Role.SCALAR),
    GREATER(">", Family.COMPARISON, Role.SCALAR, Role.SCALAR),
    AT_LEAST(">=", Family.COMPARISON, Role.SCALAR, Role.SCALAR),
    LIKE("like", Family.COMPARISON, Role.CHARACTERS, Role.PATTERN),
    BETWEEN("between", Family.COMPARISON, Role.SCALAR, Role.SCALAR, Role.SCALAR),
    IN("in", Family.COMPARISON, Role.SCALAR, Role.SCALARS),
    IS_NULL("isNull", Family.COMPARISON, Role.NULLABLE),
    S_INTERSECTS("s_intersects", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    S_EQUALS("s_equals", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    S_DISJOINT("s_disjoint", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    S_TOUCHES("s_touches", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    S_WITHIN("s_within", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    S_OVERLAPS("s_overlaps", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    S_CROSSES("s_crosses", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    S_CONTAINS("s_contains", Family.SPATIAL, Role.SHAPE, Role.SHAPE),
    T_AFTER("t_after", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_BEFORE("t_before", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_CONTAINS("t_contains", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_DISJOINT("t_disjoint", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_DURING("t_during", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_EQUALS("t_equals", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_FINISHED_BY("t_finishedBy", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_FINISHES("t_finishes", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_INTERSECTS("t_intersects", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_MEETS("t_meets", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_MET_BY("t_metBy", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_OVERLAPPED_BY("t_overlappedBy", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_OVERLAPS("t_overlaps", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_STARTED_BY("t_startedBy", Family.TEMPORAL, Role.TIME, Role.TIME),
    T_STARTS("t_starts", Family.TEMPORAL, Role.TIME, Role.TIME),
    A_EQUALS("a_equals", Family.ARRAY, Role.ARRAY, Role.ARRAY),
    A_CONTAINS("a_contains", Family.ARRAY, Role.ARRAY, Role.ARRAY),
    A_CONTAINED_BY("a_containedBy", Family.ARRAY, Role.ARRAY, Role.ARRAY),
    A_OVERLAPS("a_overlaps", Family.ARRAY, Role.ARRAY, Role.ARRAY),
    CASEI("casei", Family.TEXT, Role.CHARACTERS),
    ACCENTI("accenti", Family.TEXT, Role.CHARACTERS),
    PLUS("+", Family.ARITHMETIC, Role.NUMBER, Role.NUMBER),
    MINUS("-", Family.ARITHMETIC, Role.NUMBER, Role.NUMBER),
    TIMES("*", Family.ARITHMETIC, Role.NUMBER, Role.NUMBER),
    OVER("/", Family.ARITHMETIC, Role.NUMBER, Role.NUMBER),
    MODULO("%", Family.ARITHMETIC, Role.NUMBER, Role.NUMBER),
    DIV("div", Family.ARITHMETIC, Role.NUMBER, Role.NUMBER),
    POWER("^", Family.ARITHMETIC, Role.NUMBER, Role.NUMBER);

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(each -> lower(each.id), Function.identity()));

    private final String id;
    private final Family family;
    private final List<Role> roles;

    Operator(String id, Family family, Role... roles) {
        this.id = id;
        this.family = family;
        this.roles = List.of(roles);
    }

    /** What kind of thing it is. */
    enum Family {
        LOGIC,
        COMPARISON,
        SPATIAL,
        TEMPORAL,
        ARRAY,
        TEXT,
        ARITHMETIC;

        boolean isCondition() {
            return this != TEXT && this != ARITHMETIC;
        }
    }

    /** The operator of that name; empty if a function of its own is meant. */
    static Optional<Operator> find(String name) {
        return Optional.ofNullable(BY_NAME.get(lower(name)));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** As JSON spells it. */
    String id() {
        return id;
    }

    Family family() {
        return family;
    }

    /** True if text writes it as a word before its arguments in parentheses. */
    boolean isCalled() {
        return switch (family) {
            case SPATIAL, TEMPORAL, ARRAY, TEXT -> true;
            case LOGIC, COMPARISON, ARITHMETIC -> false;
        };
    }

    /** True if it joins any number of conditions. */
    boolean isOpenEnded() {
        return this == AND || this == OR;
    }

    /** How many arguments it takes, at least. */
    int arity() {
        return roles.size();
    }

    /** What may stand at a place among its arguments. */
    Role role(int argument) {
        return roles.get(Math.min(argument, roles.size() - 1));
    }

    /** What an argument can be. */
    enum Role {
        CONDITION("a condition"),
        SCALAR("a value: text, number, boolean, date, timestamp, property or function"),
        SCALARS("a list of values"),
        CHARACTERS("a text, property or function"),
        PATTERN("a text, or CASEI or ACCENTI of one"),
        NUMBER("a number, property or function"),
        NULLABLE("a property or a condition"),
        SHAPE("a shape, box, property or function"),
        TIME("a date, timestamp, interval, property or function"),
        ARRAY("a list, property or function"),
        ITEM("a value, a shape or a list");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        /** In words. */
        String words() {
            return words;
        }

        /** True if that can stand here; of the contents of operations nothing is asked. */
        boolean takes(Syntax syntax) {
            if (syntax instanceof Syntax.Property) {
                return this != PATTERN && this != SCALARS;
            }
            if (syntax instanceof Syntax.Operation operation) {
                return takes(Operator.find(operation.op()).orElse(null), operation);
            }
            return switch (this) {
                case CONDITION -> syntax instanceof Syntax.Truth;
                case SCALAR -> isScalar(syntax);
                case SCALARS ->
                    syntax instanceof Syntax.Array array
                            && array.items().stream().allMatch(SCALAR::takes);
                case CHARACTERS, PATTERN -> syntax instanceof Syntax.Text;
                case NUMBER -> syntax instanceof Syntax.Numeral;
                case NULLABLE -> !(syntax instanceof Syntax.Array);
                case SHAPE -> isShape(syntax);
                case TIME -> isTime(syntax);
                case ARRAY -> syntax instanceof Syntax.Array;
                case ITEM -> true;
            };
        }

        private boolean takes(@Nullable Operator operator, Syntax.Operation operation) {
            if (operator == null) {
                return this != PATTERN && this != SCALARS;
            }
            Family family = operator.family();
            return switch (this) {
                case CONDITION -> family.isCondition();
                case SCALAR -> !family.isCondition();
                case CHARACTERS -> family == Family.TEXT;
                case PATTERN -> family == Family.TEXT && takes(operation.args().get(0));
                case NUMBER -> family == Family.ARITHMETIC;
                case NULLABLE, ITEM -> true;
                case SCALARS, SHAPE, TIME, ARRAY -> false;
            };
        }

        private static boolean isScalar(Syntax syntax) {
            return syntax instanceof Syntax.Text
                    || syntax instanceof Syntax.Numeral
                    || syntax instanceof Syntax.Truth
                    || syntax instanceof Syntax.Day
                    || syntax instanceof Syntax.Moment;
        }

        private static boolean isShape(Syntax syntax) {
            return syntax instanceof Syntax.Shape || syntax instanceof Syntax.Box;
        }

        private static boolean isTime(Syntax syntax) {
            return syntax instanceof Syntax.Day || syntax instanceof Syntax.Moment || syntax instanceof Syntax.Interval;
        }
    }
}
