package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Query parameters of a request: known ones only, each at most once. */
public final class Parameters {

    private static final Pattern POSITIVE = Pattern.compile("[1-9]\\d{0,17}");

    private Parameters() {}

    /**
     * A whole number from 1 on, such as that of a version.
     *
     * @throws Problem invalid-parameter if it is none
     */
    public static long positive(String name, String text) {
        if (!POSITIVE.matcher(text).matches()) {
            throw Problem.invalidParameter(name, text, "a whole number from 1 on");
        }
        return Long.parseLong(text);
    }

    /**
     * Refuses parameters that the endpoint does not have, and those given twice: a misspelt filter must not act as none.
     *
     * @param names names that are allowed; empty for an endpoint without parameters
     * @throws Problem invalid-parameter with the allowed names
     */
    public static void onlyKnown(HttpServletRequest request, Collection<String> names) {
        all(request, names);
    }

    /**
     * All parameters by name, in the order of the address.
     *
     * @param names names that are allowed
     * @throws Problem invalid-parameter with the allowed names if there is another one, or one is there twice
     */
    public static Map<String, String> all(HttpServletRequest request, Collection<String> names) {
        Map<String, String> all = new LinkedHashMap<>();
        for (QueryString.Parameter parameter : QueryString.parse(request.getQueryString())) {
            requireKnown(parameter.name(), parameter.value(), names);
            if (all.put(parameter.name(), parameter.value()) != null) {
                throw Problem.invalidParameter(parameter.name(), parameter.value(), "to give it once");
            }
        }
        return all;
    }

    /**
     * Refuses a parameter that the endpoint does not have.
     *
     * @throws Problem invalid-parameter with the allowed names
     */
    public static void requireKnown(String name, String value, Collection<String> names) {
        if (!names.contains(name)) {
            throw Problem.invalidParameter(name, value, knownNames(names));
        }
    }

    private static String knownNames(Collection<String> names) {
        return names.isEmpty()
                ? "nothing: this address takes no parameters"
                : "one of the parameters " + String.join(", ", new TreeSet<>(names));
    }

    /**
     * The value of a parameter, if it is there.
     *
     * @throws Problem invalid-parameter if it is there more than once
     */
    public static Optional<String> find(HttpServletRequest request, String name) {
        var values = QueryString.parse(request.getQueryString()).stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(QueryString.Parameter::value)
                .toList();
        if (values.size() > 1) {
            throw Problem.invalidParameter(name, values.get(1), "to give it once");
        }
        return values.stream().findFirst();
    }
}
