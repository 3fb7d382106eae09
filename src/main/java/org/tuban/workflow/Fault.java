package org.tuban.workflow;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/** What can be wrong with a piece of evidence; a closed list that programs may compare. */
enum Fault {
    MISSING("必填", "is required"),
    ONE_OF_GROUP("至少填写其中一项：%s", "at least one is required of: %s"),
    UNKNOWN("此步骤不需要该项", "is not asked for by this step"),
    NOT_TEXT("须为文字", "must be text"),
    TOO_LONG("最多 %s 个字符", "must not be longer than %s characters"),
    NOT_PRINTABLE("含有不允许的控制字符", "contains control characters, which are not allowed"),
    NOT_INTEGER("须为整数", "must be a whole number"),
    NOT_NUMBER("须为有限的数", "must be a finite number"),
    BELOW_MINIMUM("不得小于 %s", "must not be below %s"),
    ABOVE_MAXIMUM("不得大于 %s", "must not be above %s"),
    NOT_DATE("须为日期，格式 YYYY-MM-DD", "must be a day, YYYY-MM-DD, year 1000 to 2999"),
    AFTER_TODAY("不得晚于今天（%s）", "must not be after today (%s)"),
    NOT_IN_LIST("不在代码表“%s”中", "is not in code list \"%s\""),
    NOT_ATTACHED("须为已附在该对象上的文件", "must be the id of a file that was added about this feature"),
    OTHER_FILE_TYPE("文件类型须为 %s", "must be a file of type %s"),
    NOT_SECOND_PERSON("须为另一位启用的规划员或管理员账号", "must be the account of another person who is planner or administrator");

    private final String zh;
    private final String en;

    Fault(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** Name in answers, such as {@code above-maximum}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** This fault of a piece of evidence; {@code limits} fill the sentence, labels each in the sentence's language. */
    Finding of(Requirement requirement, Object... limits) {
        return new Finding(
                requirement.field(),
                requirement.type().id(),
                requirement.title(),
                id(),
                new Label(zh.formatted(in(Label::zh, limits)), en.formatted(in(Label::en, limits))));
    }

    private static Object[] in(Function<Label, String> language, Object... limits) {
        return Stream.of(limits)
                .map(limit -> limit instanceof Label label ? language.apply(label) : limit)
                .toArray();
    }

    /** This fault of a name that is no evidence of the step. */
    Finding ofStranger(String field) {
        return new Finding(field, null, null, id(), new Label(zh, en));
    }

    /**
     * One thing to mend, as clients see it.
     *
     * @param field name of the evidence
     * @param type kind of value asked for, or null if nothing is
     * @param label what people call the evidence, or null if it is not asked for
     * @param problem which fault
     * @param message the fault in words
     */
    record Finding(
            String field, @Nullable String type, @Nullable Label label, String problem, Label message) {}
}
