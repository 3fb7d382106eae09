package org.tuban.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains to a client why its body could not be read: which member or line, and what is allowed there. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem explain(HttpMessageNotReadableException failure) {
        Optional<Problem> own = Causes.find(failure, Problem.class);
        if (own.isPresent()) {
            return own.get();
        }
        return Causes.find(failure, JacksonException.class)
                .map(UnreadableBody::explain)
                .orElseGet(() -> Problem.invalidBody("", null, "a JSON object; there is none"));
    }

    static Problem explain(JacksonException failure) {
        Problem problem = problem(failure);
        TokenStreamLocation location = failure.getLocation();
        if (location != null && location.getLineNr() > 0) {
            problem.with("line", location.getLineNr()).with("column", location.getColumnNr());
        }
        return problem;
    }

    private static Problem problem(JacksonException failure) {
        String path = path(failure);
        if (failure instanceof JacksonIOException) {
            return Problem.invalidBody(path, null, "a body that is sent to its end");
        }
        if (failure instanceof StreamConstraintsException) {
            return Problem.invalidBody(path, null, JsonRules.LIMITS);
        }
        if (failure instanceof InputCoercionException) {
            return Problem.invalidBody(path, null, "a number that fits");
        }
        if (failure instanceof StreamReadException) {
            return unparsable(path, failure);
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return unknownMember(path, unknown);
        }
        if (failure instanceof InvalidFormatException wrong) {
            return Problem.invalidBody(path, String.valueOf(wrong.getValue()), Allowed.by(wrong.getTargetType()));
        }
        if (failure instanceof MismatchedInputException wrong) {
            return Problem.invalidBody(path, null, Allowed.by(wrong.getTargetType()));
        }
        return refusedByType(path, failure);
    }

    private static Problem unparsable(String path, JacksonException failure) {
        String reason = failure.getOriginalMessage();
        String detail = reason != null && Text.isFitToShow(reason)
                ? "The body is not JSON as it is taken here: " + reason
                : "The body is not JSON as it is taken here";
        return new Problem(ProblemType.INVALID_BODY, detail)
                .with("path", path)
                .with("value", null)
                .with("allowed", "JSON in UTF-8 (RFC 8259), each key once in an object, nothing after the value");
    }

    private static Problem unknownMember(String path, UnrecognizedPropertyException unknown) {
        List<String> known = unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        return new Problem(ProblemType.INVALID_BODY, "There is no member '%s' in this body".formatted(path))
                .with("path", path)
                .with("value", null)
                .with("allowed", "the members " + String.join(", ", known));
    }

    /** A record's own check said no; its sentence is ours unless a library wrote it. */
    private static Problem refusedByType(String path, JacksonException failure) {
        @Nullable
        String reason = Causes.find(failure, IllegalArgumentException.class)
                .map(Throwable::getMessage)
                .filter(Text::isFitToShow)
                .orElse(null);
        return reason == null
                ? Problem.invalidBody(path, null, "another value")
                : new Problem(ProblemType.INVALID_BODY, path.isEmpty() ? reason : path + ": " + reason)
                        .with("path", path)
                        .with("value", null)
                        .with("allowed", reason);
    }

    /** Members joined by dots, places of a list in brackets: {@code evidence.owners[2]}; empty for the whole body. */
    private static String path(JacksonException failure) {
        String path = failure.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
