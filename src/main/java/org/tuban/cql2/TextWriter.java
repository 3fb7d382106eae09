package org.tuban.cql2;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygon;

/** Writes the text encoding, with parentheses only where they are needed. */
final class TextWriter {

    /** How tightly what is written holds together; the tighter may stand in the looser without parentheses. */
    private static final int OR = 1;

    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int PREDICATE = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int POWER = 7;
    private static final int TIGHT = 8;

    private final StringBuilder out = new StringBuilder();

    String write(Syntax syntax) {
        append(syntax, OR);
        return out.toString();
    }

    private void append(Syntax syntax, int atLeast) {
        if (syntax instanceof Syntax.Operation operation) {
            int tightness = tightness(operation);
            out.append(tightness < atLeast ? "(" : "");
            operation(operation);
            out.append(tightness < atLeast ? ")" : "");
        } else if (syntax instanceof Syntax.Property property) {
            out.append('"').append(property.name().replace("\"", "\"\"")).append('"');
        } else if (syntax instanceof Syntax.Text text) {
            text(text.value());
        } else if (syntax instanceof Syntax.Numeral numeral) {
            out.append(numeral.value());
        } else if (syntax instanceof Syntax.Truth truth) {
            out.append(truth.value() ? "TRUE" : "FALSE");
        } else if (syntax instanceof Syntax.Shape shape) {
            shape(shape.geometry());
        } else if (syntax instanceof Syntax.Box box) {
            out.append("BBOX");
            list(box.bounds(), ordinate -> out.append(Numbers.canonical(ordinate)));
        } else if (syntax instanceof Syntax.Array array) {
            list(array.items(), item -> append(item, OR));
        } else {
            time(syntax);
        }
    }

    private void time(Syntax syntax) {
        if (syntax instanceof Syntax.Day || syntax instanceof Syntax.Moment) {
            out.append(syntax instanceof Syntax.Day ? "DATE(" : "TIMESTAMP(");
            bound(syntax);
            out.append(')');
        } else if (syntax instanceof Syntax.Interval interval) {
            out.append("INTERVAL(");
            bound(interval.start());
            out.append(", ");
            bound(interval.end());
            out.append(')');
        } else {
            bound(syntax);
        }
    }

    private void bound(Syntax syntax) {
        if (syntax instanceof Syntax.Property || syntax instanceof Syntax.Operation) {
            append(syntax, OR);
        } else {
            out.append('\'').append(written(syntax)).append('\'');
        }
    }

    /** A day, moment or open end as both encodings write it. */
    static String written(Syntax bound) {
        if (bound instanceof Syntax.Day day) {
            return day.value().toString();
        }
        if (bound instanceof Syntax.Moment moment) {
            return written(moment.value());
        }
        return SyntaxBuilder.OPEN;
    }

    private static String written(Instant instant) {
        return instant.toString();
    }

    private static int tightness(Syntax.Operation operation) {
        Operator operator = Operator.find(operation.op()).orElse(null);
        if (operator == null || operator.isCalled()) {
            return TIGHT;
        }
        return switch (operator) {
            case OR -> OR;
            case AND -> AND;
            case NOT -> NOT;
            case PLUS, MINUS -> SUM;
            case TIMES, OVER, MODULO, DIV -> PRODUCT;
            case POWER -> POWER;
            default -> PREDICATE;
        };
    }

    private void operation(Syntax.Operation operation) {
        Operator operator = Operator.find(operation.op()).orElse(null);
        List<Syntax> args = operation.args();
        if (operator == null || operator.isCalled()) {
            out.append(operator == null ? operation.op() : operation.op().toUpperCase(Locale.ROOT));
            list(args, arg -> append(arg, OR));
            return;
        }
        int tightness = tightness(operation);
        switch (operator) {
            case OR, AND -> joined(args, " " + operator.name() + " ", tightness + 1);
            case NOT -> {
                out.append("NOT ");
                append(args.get(0), PREDICATE);
            }
            case IS_NULL -> {
                append(args.get(0), SUM);
                out.append(" IS NULL");
            }
            case BETWEEN -> {
                append(args.get(0), SUM);
                out.append(" BETWEEN ");
                joined(args.subList(1, args.size()), " AND ", SUM);
            }
            case PLUS, MINUS, TIMES, OVER, MODULO, DIV -> {
                append(args.get(0), tightness);
                out.append(' ').append(operation.op()).append(' ');
                append(args.get(1), tightness + 1);
            }
            case POWER -> joined(args, " ^ ", TIGHT);
            default -> joined(args, " " + operation.op().toUpperCase(Locale.ROOT) + " ", SUM);
        }
    }

    private void joined(List<Syntax> args, String between, int atLeast) {
        for (int i = 0; i < args.size(); i++) {
            out.append(i == 0 ? "" : between);
            append(args.get(i), atLeast);
        }
    }

    private <T> void list(List<T> items, Consumer<T> writer) {
        out.append('(');
        for (int i = 0; i < items.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            writer.accept(items.get(i));
        }
        out.append(')');
    }

    private void text(String value) {
        out.append('\'');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '\'' -> out.append("''");
                case '\\' -> out.append("\\\\");
                case 0x07 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case 0x0B -> out.append("\\v");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append(character);
            }
        }
        out.append('\'');
    }

    private void shape(Geometry geometry) {
        out.append(geometry.getGeometryType().toUpperCase(Locale.ROOT));
        parts(geometry);
    }

    private void parts(Geometry geometry) {
        if (geometry instanceof Polygon polygon) {
            out.append('(');
            positions(polygon.getExteriorRing());
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                out.append(", ");
                positions(polygon.getInteriorRingN(i));
            }
            out.append(')');
        } else if (geometry.getNumGeometries() == 1 && !(geometry instanceof GeometryCollection)) {
            positions(geometry);
        } else {
            boolean tagged = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
            out.append('(');
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                out.append(i == 0 ? "" : ", ");
                if (tagged) {
                    shape(geometry.getGeometryN(i));
                } else {
                    parts(geometry.getGeometryN(i));
                }
            }
            out.append(')');
        }
    }

    /** Of a point or line. */
    private void positions(Geometry geometry) {
        list(List.of(geometry.getCoordinates()), this::position);
    }

    private void position(Coordinate position) {
        out.append(Numbers.canonical(position.x)).append(' ').append(Numbers.canonical(position.y));
        if (!Double.isNaN(position.getZ())) {
            out.append(' ').append(Numbers.canonical(position.getZ()));
        }
    }
}
