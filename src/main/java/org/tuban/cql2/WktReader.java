package org.tuban.cql2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Tokens.Token;
import org.tuban.cql2.Tokens.Type;

/** Reads shapes and boxes in the text encoding. Source: OGC 21-065r2, Annex B, rule spatialInstance. */
final class WktReader {

    private static final String BOX = "BBOX";
    private static final String COLLECTION = "GEOMETRYCOLLECTION";
    private static final Set<String> SIMPLE =
            Set.of("POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON");
    private static final Set<String> SUFFIXES = Set.of("Z", "M", "ZM", "EMPTY");

    private final Tokens tokens;
    private final SyntaxBuilder builder;
    private final ShapeBuilder shapes = new ShapeBuilder();

    WktReader(Tokens tokens, SyntaxBuilder builder) {
        this.tokens = tokens;
        this.builder = builder;
    }

    /** True if that word and what comes next begin a shape; else it is a name. */
    boolean begins(Token word) {
        String name = upper(word);
        boolean opens = tokens.peek().isSign('(');
        if (name.equals(BOX)) {
            return opens;
        }
        boolean suffixed = tokens.peek().type() == Type.WORD && SUFFIXES.contains(upper(tokens.peek()));
        return (opens || suffixed) && (SIMPLE.contains(name) || name.equals(COLLECTION));
    }

    private static String upper(Token word) {
        return word.value().toUpperCase(Locale.ROOT);
    }

    /** Reads the rest of what begins with that word. */
    Syntax read(Token word) {
        if (upper(word).equals(BOX)) {
            return builder.box(numbers(), word.place());
        }
        return builder.shape(
                upper(word).equals(COLLECTION) ? collection() : simple(upper(word), word.place()), word.place());
    }

    private List<Double> numbers() {
        List<Double> numbers = new ArrayList<>();
        tokens.require('(');
        do {
            numbers.add(number());
            if (numbers.size() > 6) {
                throw tokens.refuse("4 numbers, or 6 with heights");
            }
        } while (tokens.takeIf(','));
        tokens.require(')');
        return numbers;
    }

    private double number() {
        Token first = tokens.peek();
        String sign = tokens.takeIf('-') ? "-" : "";
        if (sign.isEmpty()) {
            tokens.takeIf('+');
        }
        if (tokens.peek().type() != Type.NUMBER) {
            throw tokens.refuse("a number");
        }
        return SyntaxBuilder.ordinate(sign + tokens.take().value(), first.place());
    }

    private Geometry collection() {
        skipZ();
        List<Geometry> parts = new ArrayList<>();
        tokens.require('(');
        do {
            Token word = tokens.peek();
            if (word.type() != Type.WORD || !SIMPLE.contains(upper(word))) {
                throw tokens.refuse("a shape that is no collection");
            }
            tokens.take();
            parts.add(simple(upper(word), word.place()));
        } while (tokens.takeIf(','));
        tokens.require(')');
        return shapes.collection(parts);
    }

    private void skipZ() {
        if (!tokens.takeIf("Z") && !tokens.peek().isSign('(')) {
            throw tokens.refuse("'(' or Z; shapes are not empty and have no measures");
        }
    }

    private Geometry simple(String name, String place) {
        skipZ();
        return switch (name) {
            case "POINT" -> shapes.point(onePosition());
            case "LINESTRING" -> shapes.line(positions(), place);
            case "POLYGON" -> shapes.polygon(each(this::positions), place);
            case "MULTIPOINT" -> shapes.multiPoint(each(this::pointOfMany));
            case "MULTILINESTRING" -> shapes.multiLine(each(this::positions), place);
            default -> shapes.multiPolygon(each(() -> each(this::positions)), place);
        };
    }

    /** Reads what stands between parentheses and commas. */
    private interface Part<T> {
        T read();
    }

    private <T> List<T> each(Part<T> part) {
        List<T> parts = new ArrayList<>();
        tokens.require('(');
        do {
            parts.add(part.read());
        } while (tokens.takeIf(','));
        tokens.require(')');
        return parts;
    }

    private List<Coordinate> positions() {
        return each(this::position);
    }

    private Coordinate onePosition() {
        tokens.require('(');
        Coordinate position = position();
        tokens.require(')');
        return position;
    }

    /** Many leave out the parentheses around the points of a multipoint. */
    private Coordinate pointOfMany() {
        return tokens.peek().isSign('(') ? onePosition() : position();
    }

    private Coordinate position() {
        builder.countVertex(tokens.peek().place());
        double x = number();
        double y = number();
        boolean height = !tokens.peek().isSign(',') && !tokens.peek().isSign(')');
        return new Coordinate(x, y, height ? number() : Double.NaN);
    }
}
