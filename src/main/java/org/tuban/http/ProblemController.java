package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The list of problems, so that the {@code type} of a problem leads somewhere. */
@RestController
class ProblemController {

    /** A kind of problem as it is listed. */
    record Entry(String type, String title, int status) {

        static Entry of(ProblemType type) {
            return new Entry(type.address(), type.title(), type.status());
        }
    }

    @GetMapping(path = "/problems", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, List<Entry>> list(HttpServletRequest request) {
        Parameters.onlyKnown(request, Set.of());
        return Map.of(
                "problems", Arrays.stream(ProblemType.values()).map(Entry::of).toList());
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    Entry get(@PathVariable String slug, HttpServletRequest request) {
        Parameters.onlyKnown(request, Set.of());
        return ProblemType.find(slug)
                .map(Entry::of)
                .orElseThrow(
                        () -> Problem.notFound("problem '%s'".formatted(slug)).with("list", "/problems"));
    }
}
