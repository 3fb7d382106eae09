package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.Reading;

/**
 * The second net under the rooms, which decide about each write themselves: no write to {@code /api} or {@code /ogc}
 * without an account.
 *
 * <p>It hangs before the controllers and not before the addresses, so that a method which an address does not have is
 * answered as such (405, with those it has), whoever asks.
 */
@Component
final class WriteDoor implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isOpen(request) || SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken) {
            return true;
        }
        Problem refusal =
                new Problem(ProblemType.NOT_SIGNED_IN, "Sign in first; reading needs no account, writing does");
        throw isOfPage(request) ? refusal : refusal.withHeader("WWW-Authenticate", CallerFilter.CHALLENGE);
    }

    private static boolean isOpen(HttpServletRequest request) {
        return Reading.is(request)
                || !Doors.isBehindOne(request)
                || Reading.path(request).equals(SessionController.ADDRESS);
    }

    /** A challenge makes a browser ask for name and password itself, over a page that has a form of its own. */
    private static boolean isOfPage(HttpServletRequest request) {
        return request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
    }
}
