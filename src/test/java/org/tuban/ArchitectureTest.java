package org.tuban;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The drawing of the house. {@link #ARROWS} is the whole map: a room may use the rooms in its row and no others, and a
 * package without a row does not belong here. A lower room that needs an upper one declares an interface which the
 * upper one implements.
 */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {
    static final String ROOT = "org.tuban";

    /** Room → rooms it may use. The root package starts the service and may use them all; no room uses the root. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("geo", Set.of()),
            Map.entry("http", Set.of("geo")),
            Map.entry("access", Set.of("http")),
            Map.entry("layer", Set.of("access", "http", "geo")),
            Map.entry("cql2", Set.of("layer", "geo", "http")),
            Map.entry("store", Set.of("cql2", "layer", "geo", "http")),
            Map.entry("feature", Set.of("cql2", "store", "layer", "access", "http", "geo", "audit")),
            Map.entry("idempotency", Set.of("store", "access", "http")),
            Map.entry("attachment", Set.of("feature", "store", "access", "http", "audit")),
            Map.entry("audit", Set.of("store", "access", "http")),
            Map.entry("workflow", Set.of("audit", "attachment", "feature", "store", "layer", "access", "http", "geo")),
            Map.entry("link", Set.of("audit", "feature", "store", "layer", "access", "http", "geo")),
            Map.entry("indicator", Set.of("audit", "feature", "store", "layer", "access", "http", "geo")),
            Map.entry("draft", Set.of("workflow", "audit", "feature", "store", "layer", "access", "http", "geo")),
            Map.entry(
                    "lineage",
                    Set.of(
                            "workflow",
                            "attachment",
                            "link",
                            "indicator",
                            "feature",
                            "store",
                            "layer",
                            "access",
                            "http",
                            "geo")),
            Map.entry(
                    "dossier",
                    Set.of(
                            "lineage",
                            "workflow",
                            "attachment",
                            "link",
                            "indicator",
                            "feature",
                            "layer",
                            "access",
                            "http",
                            "geo")),
            Map.entry("live", Set.of("feature", "store", "layer", "access", "http", "geo")),
            Map.entry("search", Set.of("feature", "layer", "access", "http", "geo")),
            Map.entry(
                    "exchange",
                    Set.of(
                            "audit",
                            "link",
                            "indicator",
                            "workflow",
                            "feature",
                            "store",
                            "layer",
                            "access",
                            "http",
                            "geo")),
            Map.entry("maintenance", Set.of("exchange", "store")),
            // Tiles are made in a room of their own; ogc says where they are and hands them out.
            Map.entry("tile", Set.of("feature", "layer", "access", "http", "geo")),
            Map.entry("ogc", Set.of("audit", "tile", "cql2", "feature", "layer", "access", "http", "geo")));

    @ArchTest
    static final ArchRule usesOnlyTheRoomsInItsRow =
            classes().should(useOnlyTheRoomsInTheirRow()).because("the map in ArchitectureTest is the drawing");

    @ArchTest
    static final ArchRule hasNoCircles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule saysInEveryPackageThatNullIsMarked =
            classes().should(liveInANullMarkedPackage()).because("absent values are marked, all others are present");

    @ArchTest
    static final ArchRule touchesJdbcOnlyInStores = noClasses()
            .that(areNot(resideInAnyPackage(ROOT + ".store").or(storeTypes())))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
            .because("SQL lives in the store room and in types named …Store");

    @ArchTest
    static final ArchRule importsGeoToolsOnlyWhereFeaturesAreHandled = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + ".geo",
                    ROOT + ".layer",
                    ROOT + ".store",
                    ROOT + ".feature",
                    ROOT + ".ogc",
                    ROOT + ".exchange")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.geotools..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule keepsGeoPure = noClasses()
            .that()
            .resideInAPackage(ROOT + ".geo")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "java.sql..", "javax.sql..", "jakarta.servlet..", "java.net.http..")
            .because("geo is plain functions on geometry")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule neverTurnsTextIntoFiltersOrSql = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.geotools.jdbc..",
                    "org.geotools.data.jdbc..",
                    "org.geotools.filter.text..",
                    "org.apache.commons.jxpath..")
            .orShould()
            .dependOnClassesThat(describe("are called FilterToSQL, ECQL or CQL", ArchitectureTest::isTextFilter))
            .because("that is how request data became SQL, XPath and code elsewhere");

    @ArchTest
    static final ArchRule keepsControllersInTheirRoom = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule keepsStoresInTheirRoom = classes()
            .that()
            .haveSimpleNameEndingWith("Store")
            .and()
            .areNotAssignableTo("org.geotools.api.data.DataStore")
            .should()
            .bePackagePrivate()
            .because("SQL stays behind its room's service; only the GeoTools DataStore is a door")
            .allowEmptyShould(true);

    /** Those of the rooms that answer people who read for the service itself: before a write, and into an index. */
    private static final Set<String> READERS_OF_EVERYTHING =
            Set.of("WriteController", "DossierController", "ProposalController", "SearchIndexer", "PastEntries");

    @ArchTest
    static final ArchRule answersNobodyByTheSightOfEverything = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".ogc", ROOT + ".dossier", ROOT + ".search")
            .and(areNot(describe("read for the service", type -> READERS_OF_EVERYTHING.contains(type.getSimpleName()))))
            .should()
            .accessField("org.tuban.feature.Sight", "EVERYTHING")
            .orShould()
            .callMethod("org.tuban.feature.SeenLayer", "whole", "org.tuban.layer.Layer")
            .because("what is answered is what its caller may see");

    /** Classes named …Store and what is nested in them. */
    private static DescribedPredicate<JavaClass> storeTypes() {
        return describe("named …Store", type -> simpleNameEndingWith("Store").test(outermost(type)));
    }

    private static DescribedPredicate<JavaClass> areNot(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static boolean isTextFilter(JavaClass type) {
        return type.getPackageName().startsWith("org.geotools")
                && Set.of("FilterToSQL", "PreparedFilterToSQL", "ECQL", "CQL").contains(type.getSimpleName());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static ArchCondition<JavaClass> useOnlyTheRoomsInTheirRow() {
        return new ArchCondition<>("use only the rooms in their row of the map") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = roomOf(type);
                if (!room.isEmpty() && !ARROWS.containsKey(room)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in the package '" + room + "', which has no row in the map"));
                    return;
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(ArchitectureTest::crossesRooms)
                        .filter(dependency ->
                                !room.isEmpty() && !ARROWS.get(room).contains(roomOf(dependency.getTargetClass())))
                        .map(dependency -> SimpleConditionEvent.violated(
                                dependency,
                                "no arrow " + room + " → " + roomName(dependency) + ": " + dependency.getDescription()))
                        .forEach(events::add);
            }
        };
    }

    private static boolean crossesRooms(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return isOurs(target) && !roomOf(target).equals(roomOf(dependency.getOriginClass()));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static String roomName(Dependency dependency) {
        String room = roomOf(dependency.getTargetClass());
        return room.isEmpty() ? "(root)" : room;
    }

    /** The package below the root, as deep as it goes; empty for the root itself. */
    private static String roomOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info.java says @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + " has no package-info.java with @NullMarked"));
            }
        };
    }

    /** Whatever folder the build writes to; ArchUnit's own option knows only {@code target}. */
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
