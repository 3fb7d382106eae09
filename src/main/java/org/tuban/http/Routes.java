package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method that answers a request.
 *
 * <p>Every address with a variable in it is tried on every request, and each asks for method and path anew, through all
 * the wrappers that filters have put round the request: a fifth of what a small answer costs. Here they are remembered
 * while the method is looked for.
 */
@Component
final class Routes implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Remembering();
    }

    private static final class Remembering extends RequestMappingHandlerMapping {

        @Override
        protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
                throws Exception {
            return super.lookupHandlerMethod(path, new Remembered(request));
        }
    }

    /** A request that knows its method and path; nobody changes them while a method is looked for. */
    private static final class Remembered extends HttpServletRequestWrapper {

        private final String method;
        private final @Nullable Object path;

        Remembered(HttpServletRequest request) {
            super(request);
            method = request.getMethod();
            path = request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return ServletRequestPathUtils.PATH_ATTRIBUTE.equals(name) ? path : super.getAttribute(name);
        }
    }
}
