package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.tuban.testing.Backend;

/** Sessions in the database, the same on both databases and for every service on one. */
class SessionsIT {

    @TempDir
    Path folder;

    private AccountDatabase open(Backend backend) {
        AccountDatabase database =
                backend == Backend.GEOPACKAGE ? AccountDatabase.sqlite(folder) : AccountDatabase.postgresql();
        database.accounts.create(new NewAccount("lead", "Lead", Set.of(Role.LEAD), null), "green-hills-of-nancheng");
        return database;
    }

    private static MockHttpServletRequest begin(AccountDatabase database) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        database.sessions.begin(
                database.accounts.get("lead"), SignInWay.PASSWORD, new MockHttpServletRequest(), response);
        MockHttpServletRequest next = new MockHttpServletRequest();
        next.setCookies(response.getCookies());
        return next;
    }

    @ParameterizedTest
    @EnumSource
    void areKnownToEveryServiceOnTheDatabase(Backend backend) {
        AccountDatabase database = open(backend);
        MockHttpServletRequest request = begin(database);
        String cookie = SessionCookie.find(request).orElseThrow();

        assertThat(database.otherSessions.find(request)).map(Caller::name).contains("lead");
        assertThat(database.otherPageTokens.ofSession(cookie).getToken())
                .isEqualTo(database.pageTokens.ofSession(cookie).getToken());

        database.otherSessions.end(request, new MockHttpServletResponse());

        assertThat(database.sessions.find(request)).isEmpty();
        assertThat(database.deeds)
                .extracting(Deed::act)
                .containsExactly(Act.ACCOUNT_CREATED, Act.SIGN_IN, Act.SIGN_OUT);
    }

    @ParameterizedTest
    @EnumSource
    void endEverywhereWithTheEpochOfTheAccount(Backend backend) {
        AccountDatabase database = open(backend);
        StoredAccount before = database.accounts.get("lead");
        MockHttpServletRequest early = begin(database);

        database.accounts.changePassword("lead", "another-good-password");
        // One that signed in with the old password while it was being changed.
        MockHttpServletResponse response = new MockHttpServletResponse();
        database.sessions.begin(before, SignInWay.PASSWORD, new MockHttpServletRequest(), response);
        MockHttpServletRequest late = new MockHttpServletRequest();
        late.setCookies(response.getCookies());

        assertThat(database.otherSessions.find(early)).isEmpty();
        assertThat(database.otherSessions.find(late)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void areSeenOnceAMinuteAndForgottenWhenOver(Backend backend) {
        AccountDatabase database = open(backend);
        MockHttpServletRequest request = begin(database);
        var begun = database.clock.instant();

        database.clock.advance(Duration.ofSeconds(59));
        database.sessions.find(request);
        assertThat(database.sessions.list("lead")).extracting(Session::seenAt).containsExactly(begun);
        database.clock.advance(Duration.ofSeconds(1));
        database.sessions.find(request);
        assertThat(database.sessions.list("lead"))
                .extracting(Session::seenAt)
                .containsExactly(database.clock.instant());

        database.clock.advance(Duration.ofMinutes(30));
        assertThat(database.sessions.find(request)).isEmpty();
        assertThat(database.sessions.list("lead")).isEmpty();
        assertThat(database.sessions.current(request)).isPresent();
        begin(database);
        assertThat(database.sessions.current(request)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void areFiftyOfAnAccountAtMost(Backend backend) {
        AccountDatabase database = open(backend);
        List<MockHttpServletRequest> requests = IntStream.range(0, 51)
                .mapToObj(time -> {
                    database.clock.advance(Duration.ofSeconds(1));
                    return begin(database);
                })
                .toList();

        assertThat(database.sessions.list("lead")).hasSize(50);
        assertThat(database.sessions.find(requests.get(0))).isEmpty();
        assertThat(database.sessions.find(requests.get(50))).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void keepTokensBesides(Backend backend) {
        AccountDatabase database = open(backend);
        var end = database.clock.instant().plus(Duration.ofDays(1));

        Tokens.Made made = database.tokens.create("lead", "nightly", Set.of(TokenScope.READ), end);

        assertThat(database.tokens.find(made.secret()))
                .map(Tokens.Bearer::caller)
                .map(Caller::name)
                .contains("lead");
        assertThat(database.tokens.list("lead"))
                .extracting(Token::id)
                .containsExactly(made.token().id());
        database.tokens.revoke("lead", made.token().id());
        assertThat(database.tokens.find(made.secret())).isEmpty();
    }
}
