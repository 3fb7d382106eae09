package org.tuban.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.ProblemWriter;
import org.tuban.http.PublicUrl;
import org.tuban.http.Reading;

/**
 * Refuses writes that a browser sends on behalf of another site, whatever credentials it adds to them.
 *
 * <p>Browsers say so in {@code Sec-Fetch-Site} (W3C Fetch Metadata), older ones in {@code Origin} (RFC 6454). Scripts
 * send neither.
 */
final class CrossSiteFilter extends OncePerRequestFilter {

    private final PublicUrl publicUrl;
    private final ProblemWriter problems;

    CrossSiteFilter(PublicUrl publicUrl, ProblemWriter problems) {
        this.publicUrl = publicUrl;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Reading.is(request) && isOfAnotherSite(request)) {
            problems.write(request, response, new Problem(ProblemType.CSRF, "Another site may not write here"));
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isOfAnotherSite(HttpServletRequest request) {
        String relation = request.getHeader("Sec-Fetch-Site");
        if (relation != null) {
            return !relation.equals("same-origin") && !relation.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin != null && !authority(origin).equals(publicUrl.authority(request));
    }

    private static String authority(String origin) {
        int slashes = origin.indexOf("://");
        return slashes < 0 ? "" : origin.substring(slashes + 3).toLowerCase(Locale.ROOT);
    }
}
