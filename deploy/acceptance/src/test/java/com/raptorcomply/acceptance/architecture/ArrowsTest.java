package com.raptorcomply.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Modules and the gateway's packages depend on what stands below them and on nothing else, never in a circle. */
class ArrowsTest {
    private static final String ROOT = "com.raptorcomply";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final Module CHASSIS = new Module("chassis", inside("chassis"), List.of());
    private static final Module CLIENT = new Module("keyservice/client", inside("keyservice.client"), List.of());
    private static final Module STAMP = new Module("keyservice/stamp", inside("keyservice.stamp"), List.of());
    private static final Module KEYSERVICE = new Module(
            "keyservice",
            inside("keyservice")
                    .and(resideOutsideOfPackages(ROOT + ".keyservice.client..", ROOT + ".keyservice.stamp..")),
            List.of(CLIENT, STAMP, CHASSIS));
    private static final Module GATEWAY = new Module("gateway", inside("gateway"), List.of(CLIENT, STAMP, CHASSIS));
    private static final Module RESOURCES =
            new Module("resources-service", inside("resources"), List.of(STAMP, CHASSIS));
    private static final Module LOCAL =
            new Module("local", inside("local"), List.of(GATEWAY, KEYSERVICE, CLIENT, RESOURCES, CHASSIS));

    /** The gateway's packages in rows; each row imports only from earlier rows. */
    private static final List<List<String>> GATEWAY_ROWS = List.of(
            List.of("gateway.route", "gateway.lease", "gateway.credential", "gateway.edge"),
            List.of("gateway.decision"),
            List.of("gateway.quota"),
            List.of("gateway.upstream"));

    @TestFactory
    Stream<DynamicTest> modulesDependOnlyOnWhatStandsBelowThem() {
        return Stream.of(CHASSIS, CLIENT, STAMP, KEYSERVICE, GATEWAY, RESOURCES, LOCAL)
                .map(module -> DynamicTest.dynamicTest(module.name, () -> {
                    assertThat(CLASSES.that(module.classes))
                            .as("classes of " + module.name)
                            .isNotEmpty();
                    noClasses()
                            .that(module.classes)
                            .should()
                            .dependOnClassesThat(inside("").and(DescribedPredicate.not(module.reachable())))
                            .check(CLASSES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> gatewayPackagesDependOnlyOnWhatStandsBeforeThem() {
        return GATEWAY_ROWS.stream().flatMap(row -> row.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> noClasses()
                        .that(inside(name))
                        .should()
                        .dependOnClassesThat(inside("gateway").and(DescribedPredicate.not(upTo(row, name))))
                        .allowEmptyShould(true)
                        .check(CLASSES))));
    }

    @TestFactory
    Stream<DynamicTest> nothingGoesInCircles() {
        return Stream.of("", ".chassis", ".keyservice", ".gateway", ".resources", ".local")
                .map(parent -> DynamicTest.dynamicTest(ROOT + parent, () -> slices().matching(ROOT + parent + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(CLASSES)));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(found -> !found.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    @Test
    void aForbiddenArrowIsSeen() {
        assertThat(noClasses()
                        .that(LOCAL.classes)
                        .should()
                        .dependOnClassesThat(GATEWAY.classes)
                        .evaluate(CLASSES)
                        .hasViolation())
                .isTrue();
    }

    private static DescribedPredicate<JavaClass> upTo(List<String> row, String name) {
        Stream<String> before =
                GATEWAY_ROWS.subList(0, GATEWAY_ROWS.indexOf(row)).stream().flatMap(List::stream);
        return resideInAnyPackage(Stream.concat(before, Stream.of(name))
                .map(reached -> ROOT + "." + reached + "..")
                .toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> inside(String name) {
        return resideInAPackage(ROOT + (name.isEmpty() ? "" : "." + name) + "..");
    }

    /** A module with its classes and the modules that it may use. */
    private record Module(String name, DescribedPredicate<JavaClass> classes, List<Module> below) {
        DescribedPredicate<JavaClass> reachable() {
            DescribedPredicate<JavaClass> reachable = classes;
            for (Module module : below) {
                reachable = reachable.or(module.classes);
            }
            return reachable;
        }
    }
}
