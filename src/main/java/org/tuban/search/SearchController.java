package org.tuban.search;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.PointOfView;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;

/** {@code GET /api/search}: what there is by that name, code, pinyin or place. */
@RestController
class SearchController {

    private static final String QUERY = "q";
    private static final int LONGEST_QUERY = 100;
    private static final int USUAL_RESULTS = 8;
    private static final int MOST_RESULTS = 50;

    private static final String LIMIT = "limit";
    private static final List<String> PARAMETERS = Stream.concat(
                    Stream.of(QUERY, LIMIT), PointOfView.PARAMETERS.stream())
            .toList();

    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @GetMapping(path = "/api/search", produces = "application/json")
    SearchAnswer answer(HttpServletRequest request, Caller caller) {
        Map<String, String> given = Parameters.all(request, PARAMETERS);
        String query = given.get(QUERY);
        if (query == null || query.isBlank() || query.codePointCount(0, query.length()) > LONGEST_QUERY) {
            throw Problem.invalidParameter(QUERY, query, "1 to %d characters".formatted(LONGEST_QUERY));
        }
        int limit = Limit.parse(given.get(LIMIT), USUAL_RESULTS, MOST_RESULTS);
        return search.answer(query.strip(), limit, PointOfView.read(given), caller);
    }
}
