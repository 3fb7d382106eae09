package org.tuban.journey;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Notes what goes wrong in a window without anybody seeing it: errors on the console (the browser reports breaches of
 * the content security policy there), uncaught exceptions, requests that fail or are refused.
 */
final class Watch {

    /** How the browser words a request that the page itself called off, as when more is typed into the search box. */
    private static final String CALLED_OFF = "net::ERR_ABORTED";

    private final List<String> troubles = new ArrayList<>();
    private final List<Integer> expected = new ArrayList<>();
    private final List<Integer> refusals = new ArrayList<>();

    Watch(Page page) {
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> troubles.add("uncaught: " + error));
        page.onRequestFailed(this::missed);
        page.onResponse(this::answered);
    }

    /** Says that the service will refuse a request, which is then no trouble; not being refused is. */
    void expectRefusal(int status) {
        expected.add(status);
    }

    /** Everything that went wrong so far. */
    List<String> troubles() {
        List<String> all = new ArrayList<>(troubles);
        if (!refusals.equals(expected)) {
            all.add("expected refusals " + expected + " but there were " + refusals);
        }
        return all;
    }

    private void hear(ConsoleMessage message) {
        boolean error = Set.of("error", "assert").contains(message.type());
        boolean refusal = message.text().startsWith("Failed to load resource: the server responded with a status of");
        // The same refusal is noted with its address when the response comes.
        if (error && !refusal) {
            troubles.add("console: " + message.text() + " at " + message.location());
        }
    }

    private void missed(Request request) {
        if (!CALLED_OFF.equals(request.failure())) {
            troubles.add("failed: " + request.method() + " " + request.url() + ": " + request.failure());
        }
    }

    private void answered(Response response) {
        if (response.status() < 400) {
            return;
        }
        refusals.add(response.status());
        if (!expected.contains(response.status())) {
            troubles.add(
                    "refused: " + response.request().method() + " " + response.url() + " with " + response.status());
        }
    }
}
