package org.tuban.cql2;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition, made ready to be asked of many features in memory.
 *
 * <p>What a condition means is said where it is defined; a database must give the same answer. One evaluation belongs
 * to one thread at a time.
 */
public final class Evaluation {

    private final Truth truth;

    /** Makes the condition ready: patterns are read and fixed shapes prepared once. */
    public Evaluation(Condition condition) {
        truth = condition.accept(new TruthMaker());
    }

    /** True, false, or null where the answer is unknown. */
    public @Nullable Boolean of(Row row) {
        return truth.of(row);
    }

    /** True if a filter takes the feature: if the answer is true, and neither false nor unknown. */
    public boolean takes(Row row) {
        return Boolean.TRUE.equals(truth.of(row));
    }

    /** The value of an expression for one feature, or null; for an expression that is asked of few. */
    public static @Nullable Object valueOf(Scalar scalar, Row row) {
        return Values.of(scalar).of(row);
    }

    /** The answer of one condition. */
    interface Truth {
        @Nullable
        Boolean of(Row row);
    }

    private static final class TruthMaker implements Condition.Visitor<Truth> {

        @Override
        public Truth and(Condition.And and) {
            return decidedBy(false, and.parts());
        }

        @Override
        public Truth or(Condition.Or or) {
            return decidedBy(true, or.parts());
        }

        /** Whatever is so settles it; else unknown if anything is; else the opposite. */
        private Truth decidedBy(boolean deciding, List<Condition> conditions) {
            List<Truth> parts =
                    conditions.stream().map(part -> part.accept(this)).toList();
            return row -> {
                Boolean answer = !deciding;
                for (Truth part : parts) {
                    Boolean one = part.of(row);
                    if (one == null) {
                        answer = null;
                    } else if (one == deciding) {
                        return deciding;
                    }
                }
                return answer;
            };
        }

        @Override
        public Truth not(Condition.Not not) {
            Truth part = not.part().accept(this);
            return row -> {
                Boolean answer = part.of(row);
                return answer == null ? null : !answer;
            };
        }

        @Override
        public Truth constant(Condition.Constant constant) {
            return row -> constant.value();
        }

        @Override
        public Truth holds(Condition.Holds holds) {
            Values.Value truth = Values.of(holds.truth());
            return row -> (Boolean) truth.of(row);
        }

        @Override
        public Truth compare(Condition.Compare compare) {
            Values.Value left = Values.of(compare.left());
            Values.Value right = Values.of(compare.right());
            Kind kind = compare.left().kind();
            return row -> {
                Object ours = left.of(row);
                Object theirs = ours == null ? null : right.of(row);
                return ours == null || theirs == null
                        ? null
                        : isSo(compare.operator(), Values.compare(kind, ours, theirs));
            };
        }

        private static boolean isSo(Condition.Compare.Operator operator, int order) {
            return switch (operator) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }

        @Override
        public Truth like(Condition.Like like) {
            Values.Value text = Values.of(like.text());
            if (like.pattern() instanceof Scalar.Literal literal) {
                LikePattern pattern = LikePattern.of((String) literal.value());
                return row -> {
                    Object tested = text.of(row);
                    return tested == null ? null : pattern.matches((String) tested);
                };
            }
            Values.Value pattern = Values.of(like.pattern());
            return row -> {
                Object tested = text.of(row);
                Object form = pattern.of(row);
                return tested == null || form == null
                        ? null
                        : LikePattern.of((String) form).matches((String) tested);
            };
        }

        @Override
        public Truth in(Condition.In in) {
            Kind kind = in.value().kind();
            Values.Value value = Values.of(in.value());
            Set<Object> texts = texts(in.list());
            if (kind == Kind.TEXT && texts.size() == in.list().size()) {
                return row -> {
                    Object wanted = value.of(row);
                    return wanted == null && !texts.isEmpty() ? null : Boolean.valueOf(texts.contains(wanted));
                };
            }
            List<Values.Value> list = in.list().stream().map(Values::of).toList();
            return row -> {
                Object wanted = value.of(row);
                if (wanted == null) {
                    return list.isEmpty() ? Boolean.FALSE : null;
                }
                Boolean answer = false;
                for (Values.Value each : list) {
                    Object one = each.of(row);
                    if (one == null) {
                        answer = null;
                    } else if (Values.compare(kind, wanted, one) == 0) {
                        return true;
                    }
                }
                return answer;
            };
        }

        /** The different texts of a list, without what is no text that stands there as it is. */
        private static Set<Object> texts(List<Scalar> list) {
            Set<Object> texts = new HashSet<>();
            for (Scalar one : list) {
                if (one instanceof Scalar.Literal literal) {
                    texts.add(literal.value());
                }
            }
            return texts;
        }

        @Override
        public Truth isNull(Condition.IsNull isNull) {
            Operand operand = isNull.operand();
            if (operand instanceof Scalar scalar) {
                Values.Value value = Values.of(scalar);
                return row -> value.of(row) == null;
            }
            if (operand instanceof Operand.Texts texts) {
                Values.Members members = Values.membersOf(texts);
                return row -> members.of(row) == null;
            }
            return operand instanceof Operand.Stored ? row -> row.shape() == null : row -> false;
        }

        @Override
        public Truth isUnknown(Condition.IsUnknown isUnknown) {
            Truth part = isUnknown.part().accept(this);
            return row -> part.of(row) == null;
        }

        @Override
        public Truth spatial(Condition.Spatial spatial) {
            if (spatial.right() instanceof Operand.Given given) {
                return related(spatial.left(), Relation.to(given.geometry(), spatial.operator()));
            }
            if (spatial.left() instanceof Operand.Given given) {
                return related(spatial.right(), Relation.from(given.geometry(), spatial.operator()));
            }
            return row -> {
                var shape = row.shape();
                return shape == null ? null : Relation.holds(shape, spatial.operator(), shape);
            };
        }

        private static Truth related(Operand.Shape other, Relation relation) {
            if (other instanceof Operand.Given given) {
                boolean answer = relation.holds(given.geometry());
                return row -> answer;
            }
            return row -> {
                var shape = row.shape();
                return shape == null ? null : relation.holds(shape);
            };
        }

        @Override
        public Truth sets(Condition.Sets sets) {
            Values.Members left = Values.membersOf(sets.left());
            Values.Members right = Values.membersOf(sets.right());
            return row -> {
                var ours = left.of(row);
                var theirs = ours == null ? null : right.of(row);
                if (ours == null || theirs == null) {
                    return null;
                }
                return switch (sets.operator()) {
                    case EQUALS -> ours.equals(theirs);
                    case CONTAINS -> ours.containsAll(theirs);
                    case CONTAINED_BY -> theirs.containsAll(ours);
                    case OVERLAPS -> ours.stream().anyMatch(theirs::contains);
                };
            };
        }
    }
}
