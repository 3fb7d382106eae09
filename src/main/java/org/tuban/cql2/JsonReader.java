package org.tuban.cql2;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** Reads the JSON encoding. Source: the JSON schema of OGC 21-065r2. */
final class JsonReader {

    private static final String THING =
            "a value or an object with one of op, property, date, timestamp, interval, bbox, "
                    + "or type and coordinates";

    private final SyntaxBuilder builder;
    private final GeoJsonShapes shapes;

    JsonReader(SyntaxBuilder builder) {
        this.builder = builder;
        this.shapes = new GeoJsonShapes(builder);
    }

    ParsedFilter read(JsonNode root) {
        return builder.finish(thing(root, "", 0));
    }

    /** Anything that may stand somewhere; whether it may stand here is asked once it is read. */
    private Syntax thing(JsonNode node, String at, int level) {
        if (node.isString()) {
            return builder.text(node.stringValue(), place(at));
        }
        if (node.isNumber()) {
            return number(node, at);
        }
        if (node.isBoolean()) {
            return builder.truth(node.booleanValue(), place(at));
        }
        if (node.isArray()) {
            return builder.array(each(node, at, level + 1), place(at));
        }
        if (!node.isObject()) {
            throw FilterProblem.at(place(at), shown(node), THING);
        }
        return object(node, at, level);
    }

    private Syntax number(JsonNode node, String at) {
        return node.isIntegralNumber()
                ? builder.number(node.asString(), place(at))
                : builder.number(node.doubleValue(Double.NaN), place(at));
    }

    private Syntax object(JsonNode node, String at, int level) {
        if (node.has("op")) {
            requireOnly(node, Set.of("op", "args"), at);
            return operation(node, at, level + 1);
        }
        if (node.has("property")) {
            return named(node, "property", at, builder::property);
        }
        if (node.has("date")) {
            return named(node, "date", at, builder::day);
        }
        if (node.has("timestamp")) {
            return named(node, "timestamp", at, builder::moment);
        }
        if (node.has("interval")) {
            requireOnly(node, Set.of("interval"), at);
            return interval(node.get("interval"), at, level + 1);
        }
        if (node.has("type")) {
            return builder.shape(shapes.read(node, at), place(at));
        }
        if (node.has("bbox")) {
            requireOnly(node, Set.of("bbox"), at);
            return builder.box(shapes.bounds(node.get("bbox"), at + "/bbox"), place(at));
        }
        throw FilterProblem.at(place(at), shown(node), THING);
    }

    private Syntax named(JsonNode node, String member, String at, BiFunction<String, String, Syntax> maker) {
        requireOnly(node, Set.of(member), at);
        return maker.apply(string(node.get(member), at + "/" + member), place(at + "/" + member));
    }

    private static String string(JsonNode node, String at) {
        if (!node.isString()) {
            throw FilterProblem.at(place(at), shown(node), "a text");
        }
        return node.stringValue();
    }

    private Syntax operation(JsonNode node, String at, int level) {
        builder.requireLevel(level, place(at));
        String name = string(node.get("op"), at + "/op");
        JsonNode args = node.get("args");
        if (args == null || !args.isArray()) {
            throw FilterProblem.at(place(at + "/args"), args == null ? "nothing" : shown(args), "an array");
        }
        Operator operator = Operator.find(name).orElse(null);
        List<Syntax> read = each(args, at + "/args", level);
        return operator == null
                ? builder.call(name, read, place(at + "/op"))
                : builder.operation(operator, read, place(at));
    }

    private List<Syntax> each(JsonNode array, String at, int level) {
        builder.requireLevel(level, place(at));
        List<Syntax> read = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            read.add(thing(array.get(i), at + "/" + i, level));
        }
        return read;
    }

    private Syntax interval(JsonNode bounds, String at, int level) {
        if (!bounds.isArray() || bounds.size() != 2) {
            throw FilterProblem.at(place(at + "/interval"), shown(bounds), "an array of two bounds");
        }
        List<Syntax> read = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            String there = at + "/interval/" + i;
            JsonNode bound = bounds.get(i);
            if (bound.isString()) {
                read.add(builder.bound(bound.stringValue(), place(there)));
            } else {
                Syntax thing = thing(bound, there, level);
                builder.requireBound(thing);
                read.add(thing);
            }
        }
        return builder.interval(read.get(0), read.get(1), place(at));
    }

    private static void requireOnly(JsonNode node, Set<String> members, String at) {
        for (String name : node.propertyNames()) {
            if (!members.contains(name)) {
                throw FilterProblem.at(
                        place(at),
                        "the member '%s'".formatted(name),
                        "only " + String.join(" and ", members.stream().sorted().toList()));
            }
        }
    }

    /** The JSON pointer as the place in a sentence. */
    static String place(String at) {
        return at.isEmpty() ? "as a whole" : "at " + at;
    }

    /** What was found, containers by kind only: their text may be long. */
    static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        return node.isObject() ? "an object" : node.isArray() ? "an array of " + node.size() : node.toString();
    }
}
