package org.tuban.reliability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuban.bench.ServiceProcess;
import org.tuban.testing.Backend;
import org.tuban.testing.Doctor;

/**
 * The embedded store on a disk that is full, and then is not.
 *
 * <p>A limit to the size of files stands for the disk: beyond it the kernel refuses to write, and unlike a file system of
 * its own it needs no rights.
 */
class FullDiskIT {

    private static final int PATIENCE_SECONDS = 60;
    private static final int MOST_WRITES = 20_000;

    @TempDir
    private Path home;

    @Test
    void refusesToWriteShowsWhatThereIsAndGoesOnWhenThereIsRoom() throws Exception {
        List<String> settings = Stream.concat(
                        Backend.GEOPACKAGE.settings(home).stream(), Stream.of("--tuban.demo=true"))
                .toList();
        try (ServiceProcess service = ServiceProcess.start(home, "512m", settings)) {
            SigningWriter writer = new SigningWriter(service::uri, ServiceProcess.PASSWORD, "FULL-1");
            writer.begin();
            limitFiles(service, Long.toString(largestFile()));

            int writes = 0;
            while (writer.next() != 503) {
                assertThat(++writes).isLessThan(MOST_WRITES);
            }
            assertThat(status(service, "readiness")).isEqualTo(503);
            assertThat(status(service, "liveness")).isEqualTo(200);
            assertThat(writer.look()).isEqualTo(200);
            assertThat(writer.next()).as("still no room").isEqualTo(503);

            limitFiles(service, "unlimited");
            await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> status(service, "readiness") == 200);
            assertThat(writer.next()).as("what was refused, sent again").isIn(200, 201);
            writer.check();
        }
        Doctor doctor = Doctor.look(settings);
        assertThat(doctor.status()).as(doctor.words()).isZero();
    }

    private long largestFile() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .max()
                    .orElseThrow();
        }
    }

    private static void limitFiles(ServiceProcess service, String most) throws IOException, InterruptedException {
        Process limit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(service.process()), "--fsize=" + most + ":unlimited")
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).isZero();
    }

    private static int status(ServiceProcess service, String probe) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(service.uri("/actuator/health/" + probe)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
