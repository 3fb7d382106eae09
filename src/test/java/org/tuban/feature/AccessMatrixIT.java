package org.tuban.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.access.Accounts;
import org.tuban.access.Assignment;
import org.tuban.access.Caller;
import org.tuban.access.Grant;
import org.tuban.access.Grants;
import org.tuban.access.NewAccount;
import org.tuban.access.Role;
import org.tuban.access.Scope;
import org.tuban.attachment.Attachments;
import org.tuban.attachment.TestPhotos;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/**
 * Who sees what, on every path that reads: what the table says, and no byte or header more.
 *
 * <p>The rows of {@link #SEEN} are the documented matrix; {@link ReadPaths} are the paths.
 */
@ParameterizedClass
@EnumSource(Backend.class)
class AccessMatrixIT {

    private static final Caller SYSTEM = Caller.system("test");

    /** Kinds of callers. */
    enum Who {
        ANONYMOUS,
        VIEWER,
        LEAD,
        LEAD_OF_THE_VILLAGE,
        PLANNER,
        ADMIN,
        GRANT_OF_THE_LAYERS,
        GRANT_OF_THE_VILLAGE,
        GRANT_OF_THE_ZONE,
        GRANT_OF_THE_FEATURES,
        GRANT_OF_ANOTHER_VILLAGE,
        GRANT_TAKEN_BACK,
        CLOSED_ACCOUNT;

        String account() {
            return "m-"
                    + name().toLowerCase(java.util.Locale.ROOT)
                            .replace('_', '-')
                            .replace("-of-the", "")
                            .replace("-of", "");
        }
    }

    /**
     * For the public, the internal and the restricted layer: how much is seen of the feature in the village among others,
     * of the same alone, and of the feature elsewhere. {@code -} nothing, {@code p} public fields, {@code i} internal ones
     * too, {@code r} restricted ones too.
     */
    private static final Map<Who, String> SEEN = new EnumMap<>(Map.ofEntries(
            Map.entry(Who.ANONYMOUS, "ppp --- ---"),
            Map.entry(Who.VIEWER, "iii iii ---"),
            Map.entry(Who.LEAD, "iii iii ---"),
            Map.entry(Who.LEAD_OF_THE_VILLAGE, "iri iri rr-"),
            Map.entry(Who.PLANNER, "rrr rrr rrr"),
            Map.entry(Who.ADMIN, "rrr rrr rrr"),
            Map.entry(Who.GRANT_OF_THE_LAYERS, "rrr rrr rrr"),
            Map.entry(Who.GRANT_OF_THE_VILLAGE, "iri iri rr-"),
            Map.entry(Who.GRANT_OF_THE_ZONE, "iri iri rr-"),
            Map.entry(Who.GRANT_OF_THE_FEATURES, "iri iri rr-"),
            Map.entry(Who.GRANT_OF_ANOTHER_VILLAGE, "iii iii ---"),
            Map.entry(Who.GRANT_TAKEN_BACK, "iii iii ---")));

    private static final String LEVELS = "-pir";

    private static TubanServer server;
    private static ReadPaths paths;

    AccessMatrixIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend, @TempDir Path folder) throws IOException {
        SecretData.write(folder);
        server = TubanServer.start(backend, "--tuban.data=" + folder);
        makeAccounts();
        Map<FeatureRef, String> photos = new HashMap<>();
        for (String layer : SecretData.LAYERS) {
            for (String id : List.of(SecretData.INSIDE, SecretData.OUTSIDE)) {
                FeatureRef ref = new FeatureRef(layer, id);
                Map<String, Object> values = new HashMap<>();
                for (int mark = 0; mark < 3; mark++) {
                    values.put(SecretData.field(layer, mark), SecretData.secret(layer, id, mark) + "_again");
                }
                server.bean(Features.class).write(ref, 1, Edit.update(values, null), SYSTEM);
                String name = "photo_" + SecretData.secret(layer, id, 0) + ".jpg";
                photos.put(
                        ref,
                        server.bean(Attachments.class)
                                .add(ref, new Attachments.Sent(name, "image/jpeg", TestPhotos.jpeg(), false), SYSTEM)
                                .id());
            }
        }
        paths = new ReadPaths(photos, Instant.now());
        // Changes are told soon after they are made; these are the last.
        String last = SecretData.LAYERS.get(SecretData.LAYERS.size() - 1);
        await().until(() ->
                told(ask(Who.PLANNER, paths.of("changes", last))).contains(longitude(last, SecretData.OUTSIDE)));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    private static void makeAccounts() {
        Accounts accounts = server.bean(Accounts.class);
        for (Who who : Who.values()) {
            if (who != Who.ANONYMOUS) {
                Role role = switch (who) {
                    case LEAD, LEAD_OF_THE_VILLAGE -> Role.LEAD;
                    case PLANNER, CLOSED_ACCOUNT -> Role.PLANNER;
                    case ADMIN -> Role.ADMIN;
                    default -> Role.VIEWER;
                };
                accounts.create(
                        new NewAccount(who.account(), who.name(), Set.of(role), List.of()), TubanServer.PASSWORD);
            }
        }
        accounts.changeEnabled(Who.CLOSED_ACCOUNT.account(), false);
        accounts.assign(
                Who.LEAD_OF_THE_VILLAGE.account(), new Assignment(SecretData.VILLAGE.layer(), SecretData.VILLAGE.id()));
        SecretData.LAYERS.forEach(layer -> {
            give(Who.GRANT_OF_THE_LAYERS, new Scope(layer, null));
            give(Who.GRANT_OF_THE_FEATURES, new Scope(layer, SecretData.INSIDE));
            Grant taken = give(Who.GRANT_TAKEN_BACK, new Scope(layer, null));
            server.bean(Grants.class).withdraw(taken.account(), taken.id());
        });
        give(Who.GRANT_OF_THE_VILLAGE, of(SecretData.VILLAGE));
        give(Who.GRANT_OF_THE_ZONE, of(SecretData.ZONE));
        give(Who.GRANT_OF_ANOTHER_VILLAGE, of(SecretData.OTHER_VILLAGE));
    }

    private static Scope of(FeatureRef ref) {
        return new Scope(ref.layer(), ref.id());
    }

    private static Grant give(Who who, Scope scope) {
        return server.bean(Grants.class).give(who.account(), scope, "test", SYSTEM);
    }

    /** One cell: who asks, which layer it is about, and which path is gone. */
    record Cell(Who who, String layer, String path) {}

    static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Who who : Who.values()) {
            for (String layer : SecretData.LAYERS) {
                ReadPaths.NAMES.forEach(path -> cells.add(new Cell(who, layer, path)));
            }
        }
        assertThat(cells).hasSizeGreaterThanOrEqualTo(300);
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void showsWhatTheTableSaysAndNothingElse(Cell cell) {
        ReadPaths.Asking asking = paths.of(cell.path(), cell.layer());
        HttpResponse<byte[]> answer = ask(cell.who(), asking);
        String told = told(answer);
        if (cell.who() == Who.CLOSED_ACCOUNT) {
            assertThat(answer.statusCode()).as(told).isEqualTo(401);
            assertShown(told, cell.layer(), 0, 0, ReadPaths.Shows.NOTHING);
            return;
        }
        String row = SEEN.get(cell.who()).split(" ")[SecretData.LAYERS.indexOf(cell.layer())];
        int inside = LEVELS.indexOf(row.charAt(asking.alone() ? 1 : 0));
        int outside = LEVELS.indexOf(row.charAt(2));
        int among = Math.max(LEVELS.indexOf(row.charAt(0)), outside);
        int reached = SecretData.INSIDE.equals(asking.id())
                ? inside
                : SecretData.OUTSIDE.equals(asking.id()) ? outside : among;
        int status = cell.who() == Who.ANONYMOUS && asking.signedIn() ? 401 : asking.status(reached);

        assertThat(answer.statusCode()).as(told).isEqualTo(status);
        boolean only = asking.id() != null;
        assertShown(
                told,
                cell.layer(),
                only && SecretData.OUTSIDE.equals(asking.id()) ? 0 : inside,
                only && SecretData.INSIDE.equals(asking.id()) ? 0 : outside,
                status == 200 ? asking.shows() : ReadPaths.Shows.NOTHING);
        if (asking.shows() == ReadPaths.Shows.FIELD_NAMES) {
            assertThat(told.contains(SecretData.field(cell.layer(), 1)))
                    .as(told)
                    .isEqualTo(among >= 2);
            assertThat(told.contains(SecretData.field(cell.layer(), 2)))
                    .as(told)
                    .isEqualTo(among >= 3);
        }
    }

    /** What is seen of each feature is there if the path shows it, and what is not seen is not there in any case. */
    private static void assertShown(String told, String layer, int inside, int outside, ReadPaths.Shows shows) {
        for (String id : List.of(SecretData.INSIDE, SecretData.OUTSIDE)) {
            int level = id.equals(SecretData.INSIDE) ? inside : outside;
            for (int mark = 0; mark < 3; mark++) {
                String secret = SecretData.secret(layer, id, mark);
                if (level <= mark) {
                    assertThat(told).doesNotContain(secret);
                } else if (mark < shows.marks()) {
                    assertThat(told).contains(secret);
                }
                if (shows == ReadPaths.Shows.FIGURES && level > mark) {
                    assertThat(told).contains(SecretData.figure(layer, id, mark));
                }
            }
            if (level == 0) {
                assertThat(told).doesNotContain(longitude(layer, id));
            } else if (shows == ReadPaths.Shows.PLACES) {
                assertThat(told).contains(longitude(layer, id));
            }
        }
    }

    private static String longitude(String layer, String id) {
        return Double.toString(SecretData.place(layer, id)[0]);
    }

    /** Nobody can tell what is hidden from what there is not: not by a property that is asked for, nor by a feature. */
    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"ANONYMOUS", "VIEWER", "GRANT_OF_THE_VILLAGE"})
    void answersAsIfThereWereNothing(Who who) {
        String hidden = SecretData.field("open_thing", 2);
        for (String query : List.of("filter=%s%%3D'a'", "sortby=%s", "%s=a", "properties=%s")) {
            String path = "/ogc/collections/open_thing/items?" + query;
            assertThat(withoutTrace(text(who, path.formatted(hidden)), hidden))
                    .isEqualTo(withoutTrace(text(who, path.formatted("no_such_one")), "no_such_one"));
        }
        for (String path : List.of(
                "/ogc/collections/closed_thing/items/%s",
                "/ogc/collections/closed_thing/items/%s/versions",
                "/api/features/closed_thing/%s",
                "/api/features/closed_thing/%s/history")) {
            assertThat(withoutTrace(text(who, path.formatted(SecretData.OUTSIDE)), SecretData.OUTSIDE))
                    .isEqualTo(withoutTrace(text(who, path.formatted("nowhere")), "nowhere"));
        }
    }

    private static String withoutTrace(String text, String name) {
        return text.replace(name, "?")
                .replaceAll("\"(instance|requestId)\":\"[^\"]*\"", "")
                .replaceAll("(?i)date:[^\n]*", "");
    }

    private static String text(Who who, String path) {
        HttpResponse<byte[]> answer = ask(who, ReadPaths.Asking.among(path, ReadPaths.Shows.NOTHING));
        return answer.statusCode() + " " + new String(answer.body(), UTF_8);
    }

    /** A client that signs in must not be told that what it has is all there is, nor the other way round. */
    @Test
    void givesEachSightATagOfItsOwn() {
        String path = "/ogc/collections/open_thing/items/" + SecretData.INSIDE;
        Map<Who, String> tags = new EnumMap<>(Who.class);
        for (Who who : List.of(Who.ANONYMOUS, Who.VIEWER, Who.PLANNER)) {
            tags.put(
                    who,
                    ask(who, ReadPaths.Asking.among(path, ReadPaths.Shows.NOTHING))
                            .headers()
                            .firstValue("ETag")
                            .orElseThrow());
        }

        assertThat(tags.values()).doesNotHaveDuplicates();
        assertThat(tags).containsEntry(Who.PLANNER, "\"2\"");
    }

    private static HttpResponse<byte[]> ask(Who who, ReadPaths.Asking asking) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(asking.path()))
                .method(
                        asking.method(),
                        asking.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(asking.body()));
        if (asking.body() != null) {
            request.header("Content-Type", "application/json");
        }
        if (who != Who.ANONYMOUS) {
            String pair = who.account() + ":" + TubanServer.PASSWORD;
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
        return server.sendForBytes(request.build());
    }

    /** Headers and body as one text; bytes that are no text stay what they are. */
    private static String told(HttpResponse<byte[]> answer) {
        return answer.headers().map() + "\n" + new String(answer.body(), UTF_8);
    }
}
