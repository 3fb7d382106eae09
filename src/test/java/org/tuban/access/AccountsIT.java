package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.testing.Backend;

/** Accounts and assignments, the same on both databases. */
class AccountsIT {

    private static final String PASSWORD = "green-hills-of-nancheng";
    private static final Assignment BLOCK = new Assignment("block", "BLK-FSX-3");
    private static final Assignment PARK = new Assignment("park", "IND-SQ");

    @TempDir
    Path folder;

    private AccountDatabase open(Backend backend) {
        return backend == Backend.GEOPACKAGE ? AccountDatabase.sqlite(folder) : AccountDatabase.postgresql();
    }

    private static NewAccount lead(Assignment... assignments) {
        return new NewAccount("lead", "项目负责人", Set.of(Role.LEAD, Role.VIEWER), List.of(assignments));
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatItCreated(Backend backend) {
        AccountDatabase database = open(backend);

        Account made = database.accounts.create(lead(BLOCK, PARK), PASSWORD);

        assertThat(made).isEqualTo(new Account("lead", "项目负责人", Set.of(Role.LEAD, Role.VIEWER), true));
        assertThat(database.accounts.find("lead")).contains(made);
        assertThat(database.accounts.find("LEAD")).isEmpty();
        assertThat(database.accounts.find("' OR 1=1 --")).isEmpty();
        assertThat(database.accounts.assignmentsOf("lead")).containsExactlyInAnyOrder(BLOCK, PARK);
        assertThat(database.accounts.assignmentsOf("nobody")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesATakenNameAndLeavesTheFirstAsItIs(Backend backend) {
        AccountDatabase database = open(backend);
        database.accounts.create(lead(BLOCK), PASSWORD);

        Problem problem = catchThrowableOfType(
                Problem.class, () -> database.accounts.create(lead(PARK), "another-good-password"));

        assertThat(problem.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(database.accounts.assignmentsOf("lead")).containsExactly(BLOCK);
        assertThat(hash(database)).matches(hash -> database.passwords.matches(PASSWORD, hash));
    }

    @ParameterizedTest
    @EnumSource
    void assignsAndWithdraws(Backend backend) {
        AccountDatabase database = open(backend);
        database.accounts.create(lead(), PASSWORD);

        database.accounts.assign("lead", BLOCK);
        database.accounts.assign("lead", BLOCK);

        Assignment parcel = new Assignment("parcel", "P-1");
        assertThat(database.accounts.isAssigned("lead", Set.of(parcel, BLOCK))).isTrue();
        assertThat(database.accounts.isAssigned("lead", Set.of(parcel, PARK))).isFalse();
        assertThat(database.accounts.isAssigned("nobody", Set.of(BLOCK))).isFalse();

        database.accounts.withdraw("lead", BLOCK);

        assertThat(database.accounts.assignmentsOf("lead")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void countsEachChangeThatEndsSessions(Backend backend) {
        AccountDatabase database = open(backend);
        database.accounts.create(lead(), PASSWORD);

        database.accounts.changePassword("lead", "another-good-password");
        database.accounts.changeRoles("lead", Set.of(Role.PLANNER));
        database.accounts.changeEnabled("lead", false);

        StoredAccount stored = database.store.find("lead").orElseThrow();
        assertThat(stored.version()).isEqualTo(4);
        assertThat(stored.account()).isEqualTo(new Account("lead", "项目负责人", Set.of(Role.PLANNER), false));
        assertThat(stored.passwordHash()).matches(hash -> database.passwords.matches("another-good-password", hash));
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhoMayConfirmTheDecisionOfAnother(Backend backend) {
        AccountDatabase database = open(backend);
        for (Role role : Role.values()) {
            database.accounts.create(new NewAccount(role.id(), role.id(), Set.of(role), null), PASSWORD);
        }

        assertThat(database.accounts.isDecider("planner")).isTrue();
        assertThat(database.accounts.isDecider("admin")).isTrue();
        assertThat(database.accounts.isDecider("lead")).isFalse();
        assertThat(database.accounts.isDecider("viewer")).isFalse();
        assertThat(database.accounts.isDecider("nobody")).isFalse();

        database.accounts.changeEnabled("planner", false);

        assertThat(database.accounts.isDecider("planner")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenThereIsNoSuchAccount(Backend backend) {
        AccountDatabase database = open(backend);

        List<Runnable> changes = List.of(
                () -> database.accounts.changePassword("nobody", PASSWORD),
                () -> database.accounts.changeRoles("nobody", Set.of(Role.LEAD)),
                () -> database.accounts.changeEnabled("nobody", false),
                () -> database.accounts.assign("nobody", BLOCK));

        assertThat(changes)
                .allSatisfy(change -> assertThat(
                                catchThrowableOfType(Problem.class, change::run).type())
                        .isEqualTo(ProblemType.NOT_FOUND));
    }

    private static String hash(AccountDatabase database) {
        return database.store.find("lead").orElseThrow().passwordHash();
    }
}
