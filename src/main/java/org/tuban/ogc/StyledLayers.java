package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tuban.layer.Style;
import org.tuban.ogc.LayerStyle.ColourClass;
import org.tuban.ogc.LayerStyle.Kind;
import org.tuban.tile.TileMatrixSets;

/**
 * Writes styles as Styled Layer Descriptor 1.1 with Symbology Encoding 1.1.
 *
 * <p>In a layer that may hold shapes of several kinds, the function {@code dimension} of GeoServer and GeoTools tells
 * them apart; the standard has none. Patterns, signs and names of the page are left out. Source: OGC 05-078r4, clause
 * 11; OGC 05-077r4, clauses 9 to 11; OGC 04-095, clause 9.
 */
final class StyledLayers {

    private static final String FILTER = "ogc:Filter";
    private static final String PROPERTY = "ogc:PropertyName";
    private static final String LITERAL = "ogc:Literal";
    private static final double POINT_SIZE = 10;

    private final Language language;
    private final String rest;

    /**
     * Writes titles in a language.
     *
     * @param rest title of what has none of the codes
     */
    StyledLayers(Language language, String rest) {
        this.language = language;
        this.rest = rest;
    }

    /**
     * The document.
     *
     * @param name what people read
     * @param styles how each layer is drawn, the lowest first
     */
    byte[] describe(String name, List<LayerStyle> styles) {
        return Xml.of("sld:StyledLayerDescriptor", Xml.text("se:Name", name))
                .and(styles.stream().map(this::layer))
                .with("version", "1.1.0")
                .with("xmlns:sld", "http://www.opengis.net/sld")
                .with("xmlns:se", "http://www.opengis.net/se")
                .with("xmlns:ogc", "http://www.opengis.net/ogc")
                .toDocument();
    }

    private Xml layer(LayerStyle style) {
        boolean filled = style.filled();
        List<Xml> parts = new ArrayList<>();
        if (filled) {
            parts.add(symbols(
                    style, Kind.AREA, colour -> fill(style.layer().style().fillOpacity(), colour)));
        }
        if (style.draws(Kind.AREA) || style.draws(Kind.LINE)) {
            parts.add(outlines(style, filled ? List.of() : style.classes()));
        }
        if (style.draws(Kind.POINT)) {
            parts.add(symbols(style, Kind.POINT, colour -> mark(style.layer().style(), colour)));
        }
        Xml user = Xml.of(
                        "sld:UserStyle",
                        Xml.text("se:Name", style.id()),
                        title(language.of(style.title())),
                        Xml.text("sld:IsDefault", style.id().equals(LayerStyle.DEFAULT) ? "1" : "0"))
                .and(parts.stream());
        return Xml.of(
                "sld:NamedLayer",
                Xml.text("se:Name", style.layer().id()),
                title(language.of(style.layer().title())),
                user);
    }

    /** One rule for each colour, and one for what has none of the codes. */
    private Xml symbols(LayerStyle style, Kind kind, Function<String, Xml> symbol) {
        List<Xml> shapes = style.mixed() ? List.of(dimension("PropertyIsEqualTo", kind)) : List.of();
        List<Xml> rules = new ArrayList<>();
        for (ColourClass each : style.classes()) {
            Xml filter = filter(with(shapes, equal(style.colourField(), each.code())));
            rules.add(rule(
                    style,
                    each.code(),
                    language.of(each.title()),
                    Stream.of(filter),
                    Stream.of(symbol.apply(each.colour()))));
        }
        Stream<Xml> others;
        if (style.classes().isEmpty()) {
            others = shapes.isEmpty() ? Stream.of() : Stream.of(filter(shapes));
        } else {
            others = Stream.of(
                    shapes.isEmpty()
                            ? Xml.of("se:ElseFilter")
                            : filter(with(shapes, noneOf(style.colourField(), codes(style.classes())))));
        }
        rules.add(rule(
                style,
                LayerStyle.DEFAULT,
                style.classes().isEmpty() ? language.of(style.layer().title()) : rest,
                others,
                Stream.of(symbol.apply(style.layer().style().color()))));
        return Xml.of(
                        "se:FeatureTypeStyle",
                        Xml.text("se:FeatureTypeName", style.layer().id()))
                .and(rules.stream());
    }

    /** Unbroken where a shape may be relied on, dashed where it is a sketch. */
    private Xml outlines(LayerStyle style, List<ColourClass> classes) {
        List<Xml> rules = new ArrayList<>();
        for (boolean reliable : new boolean[] {true, false}) {
            List<Xml> drawn = style.mixed()
                    ? List.of(dimension("PropertyIsNotEqualTo", Kind.POINT), accuracy(reliable))
                    : List.of(accuracy(reliable));
            List<Double> dash = reliable ? style.dash() : style.sketchDash();
            String suffix = reliable ? "" : "-sketch";
            for (ColourClass each : classes) {
                Xml filter = filter(with(drawn, equal(style.colourField(), each.code())));
                rules.add(rule(
                        style,
                        each.code() + suffix,
                        language.of(each.title()),
                        Stream.of(filter),
                        Stream.of(line(style.layer().style(), each.colour(), dash))));
            }
            List<Xml> others = classes.isEmpty() ? drawn : with(drawn, noneOf(style.colourField(), codes(classes)));
            rules.add(rule(
                    style,
                    LayerStyle.DEFAULT + suffix,
                    classes.isEmpty() ? language.of(style.layer().title()) : rest,
                    Stream.of(filter(others)),
                    Stream.of(line(style.layer().style(), style.layer().style().color(), dash))));
        }
        return Xml.of(
                        "se:FeatureTypeStyle",
                        Xml.text("se:FeatureTypeName", style.layer().id()))
                .and(rules.stream());
    }

    private Xml rule(LayerStyle style, String name, String title, Stream<Xml> filter, Stream<Xml> symbol) {
        double scale = TileMatrixSets.webMercatorQuad().matrix(0).scaleDenominator()
                / Math.pow(2, style.layer().style().minZoom());
        return Xml.of("se:Rule", Xml.text("se:Name", name), title(title))
                .and(filter)
                .and(Stream.of(Xml.text("se:MaxScaleDenominator", FeatureJson.plain(scale))))
                .and(symbol);
    }

    private static Xml title(String text) {
        return Xml.of("se:Description", Xml.text("se:Title", text));
    }

    private static Xml fill(double opacity, String colour) {
        return Xml.of("se:PolygonSymbolizer", filling(opacity, colour));
    }

    private static Xml filling(double opacity, String colour) {
        return Xml.of("se:Fill", svg("fill", colour), svg("fill-opacity", FeatureJson.plain(opacity)));
    }

    private static Xml line(Style look, String colour, List<Double> dash) {
        Xml stroke = Xml.of(
                "se:Stroke",
                svg("stroke", colour),
                svg("stroke-width", FeatureJson.plain(look.width())),
                svg("stroke-linejoin", "round"));
        String lengths = dash.stream().map(FeatureJson::plain).collect(Collectors.joining(" "));
        return Xml.of(
                "se:LineSymbolizer", dash.isEmpty() ? stroke : stroke.and(Stream.of(svg("stroke-dasharray", lengths))));
    }

    private static Xml mark(Style look, String colour) {
        Xml rim = Xml.of("se:Stroke", svg("stroke", "#FFFFFF"), svg("stroke-width", FeatureJson.plain(look.width())));
        return Xml.of(
                "se:PointSymbolizer",
                Xml.of(
                        "se:Graphic",
                        Xml.of(
                                "se:Mark",
                                Xml.text("se:WellKnownName", "circle"),
                                filling(LayerStyle.POINT_OPACITY, colour),
                                rim),
                        Xml.text("se:Size", FeatureJson.plain(POINT_SIZE))));
    }

    private static Xml svg(String name, String value) {
        return Xml.text("se:SvgParameter", value).with("name", name);
    }

    private static Xml filter(List<Xml> conditions) {
        return Xml.of(FILTER, conditions.size() == 1 ? conditions.get(0) : Xml.of("ogc:And", conditions.stream()));
    }

    private static List<Xml> with(List<Xml> conditions, Xml more) {
        return Stream.concat(conditions.stream(), Stream.of(more)).toList();
    }

    private static Xml equal(String field, String value) {
        return Xml.of("ogc:PropertyIsEqualTo", Xml.text(PROPERTY, field), Xml.text(LITERAL, value));
    }

    private static Xml anyOf(String field, List<String> values) {
        List<Xml> each = values.stream().map(value -> equal(field, value)).toList();
        return each.size() == 1 ? each.get(0) : Xml.of("ogc:Or", each.stream());
    }

    /** Also true of a value that is missing, which no comparison is. */
    private static Xml noneOf(String field, List<String> values) {
        return Xml.of(
                "ogc:Or",
                Xml.of("ogc:PropertyIsNull", Xml.text(PROPERTY, field)),
                Xml.of("ogc:Not", anyOf(field, values)));
    }

    private static Xml accuracy(boolean reliable) {
        Xml relied = anyOf(Honesty.ACCURACY, Honesty.RELIABLE);
        return reliable ? relied : Xml.of("ogc:Not", relied);
    }

    private static Xml dimension(String comparison, Kind kind) {
        return Xml.of(
                "ogc:" + comparison,
                Xml.of("ogc:Function", Xml.text(PROPERTY, LayerProperties.GEOMETRY))
                        .with("name", "dimension"),
                Xml.text(LITERAL, Integer.toString(kind.dimension())));
    }

    private static List<String> codes(List<ColourClass> classes) {
        return classes.stream().map(ColourClass::code).toList();
    }
}
