package org.tuban.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.tuban.testing.TubanServer;

/** Somebody who writes while a person at the page is still typing. */
record OtherWriter(TubanServer server) {

    /**
     * Changes values of a parcel, whatever version there is.
     *
     * @param properties members of a JSON object
     */
    void write(String parcel, String properties) {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/ogc/collections/parcel/items/" + parcel))
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"properties\": {" + properties + "}}"))
                .header("Authorization", TubanServer.basic("admin"))
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .build();
        var answer = server.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }
}
