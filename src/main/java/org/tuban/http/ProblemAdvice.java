package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever a controller or Spring MVC throws into problem details. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration SLOW_PAUSE = Duration.ofSeconds(5);

    private final ProblemWriter problems;
    private final Outages outages;

    ProblemAdvice(ProblemWriter problems, Outages outages) {
        this.problems = problems;
        this.outages = outages;
    }

    @ExceptionHandler
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, problem);
    }

    @ExceptionHandler
    void method(
            HttpRequestMethodNotSupportedException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TreeSet<String> allowed = new TreeSet<>();
        if (failure.getSupportedMethods() != null) {
            allowed.addAll(List.of(failure.getSupportedMethods()));
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        String list = String.join(", ", allowed);
        problems.write(
                request,
                response,
                new Problem(
                                ProblemType.METHOD_NOT_ALLOWED,
                                "%s is not taken here; allowed is %s".formatted(failure.getMethod(), list))
                        .with("allowed", allowed)
                        .withHeader("Allow", list));
    }

    @ExceptionHandler
    void bodyType(HttpMediaTypeNotSupportedException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String taken = list(failure.getSupportedMediaTypes());
        @Nullable MediaType given = failure.getContentType();
        Problem problem = new Problem(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type: allowed is %s".formatted(taken.isEmpty() ? "another type" : taken))
                .with("value", given == null ? request.getContentType() : given.toString())
                .with("allowed", taken);
        problems.write(request, response, taken.isEmpty() ? problem : problem.withHeader("Accept", taken));
    }

    @ExceptionHandler
    void answerType(
            HttpMediaTypeNotAcceptableException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String offered = list(failure.getSupportedMediaTypes());
        problems.write(
                request,
                response,
                new Problem(
                                ProblemType.NOT_ACCEPTABLE,
                                "Accept: offered is %s".formatted(offered.isEmpty() ? "another type" : offered))
                        .with("value", request.getHeader("Accept"))
                        .with("allowed", offered));
    }

    private static String list(Collection<MediaType> types) {
        return types.stream()
                .filter(type -> !type.isWildcardSubtype())
                .map(MediaType::toString)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @ExceptionHandler
    void body(HttpMessageNotReadableException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(request, response, UnreadableBody.explain(failure));
    }

    @ExceptionHandler
    void missing(
            MissingServletRequestParameterException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(
                request,
                response,
                Problem.invalidParameter(failure.getParameterName(), null, "a value; it must be there"));
    }

    @ExceptionHandler
    void missing(MissingRequestHeaderException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(
                request,
                response,
                Problem.invalidParameter(failure.getHeaderName(), null, "a value; it must be there"));
    }

    @ExceptionHandler
    void mismatch(MethodArgumentTypeMismatchException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(
                request,
                response,
                Problem.invalidParameter(
                        failure.getName(), String.valueOf(failure.getValue()), Allowed.by(failure.getRequiredType())));
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    void nothingThere(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, new Problem(ProblemType.NOT_FOUND, "There is nothing at this address"));
    }

    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    void clientGone(IOException failure) {
        LOG.debug("The client left before its answer was written", failure);
    }

    @ExceptionHandler
    void tooSlow(AsyncRequestTimeoutException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(
                request,
                response,
                new Problem(ProblemType.UNAVAILABLE, "The answer took too long to make").retryAfter(SLOW_PAUSE));
    }

    @ExceptionHandler
    void anything(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            // Half an answer is out: the container logs this and breaks the connection, so that
            // nobody takes the half for the whole.
            throw new IOException("an answer is already on its way", failure);
        }
        problems.write(request, response, explain(failure));
    }

    private Problem explain(Throwable failure) {
        Optional<Problem> outage = outages.explain(failure);
        if (outage.isPresent()) {
            return outage.get();
        }
        if (failure instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
            ProblemType type = ProblemType.ofStatus(known.getStatusCode().value());
            return new Problem(type, type.title());
        }
        return Causes.find(failure, Problem.class).orElseGet(() -> internal(failure));
    }

    private static Problem internal(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.error("Problem {}", id, failure);
        return new Problem(ProblemType.INTERNAL, "This is a fault of the service. The log has it under " + id)
                .with("id", id);
    }
}
