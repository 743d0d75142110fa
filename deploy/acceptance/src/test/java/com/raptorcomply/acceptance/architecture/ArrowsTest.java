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
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Modules and their packages depend only on what stands below them, never in a circle. */
class ArrowsTest {
    private static final String ROOT = "com.raptorcomply";
    /** The classes that the build makes of templates; {@code PagesDecideNothingTest} says what they may use. */
    private static final String TEMPLATES = ROOT + ".keyservice.admin.generated";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
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

    /**
     * The packages of each module in rows. A package imports only from earlier rows of its module. An empty name is the root
     * package of the module, where the service starts.
     */
    private static final Map<String, List<List<String>>> ROWS = Map.of(
            "chassis",
            List.of(
                    List.of("breaker", "csv", "http.framing", "json", "log"),
                    List.of("failure"),
                    List.of("settings"),
                    List.of("http", "service", "tls"),
                    List.of("postgres"),
                    List.of("problem"),
                    List.of("command", "http.request", "openapi")),
            "keyservice.client",
            List.of(List.of("key", "usage"), List.of("grant"), List.of("protocol")),
            "keyservice.stamp",
            List.of(List.of("")),
            "keyservice",
            List.of(
                    List.of("admin.component", "auth", "dataservice", "signin.password", "sql"),
                    List.of("revocation", "signin.totp", "user.email"),
                    List.of("http"),
                    List.of("activity", "directory", "idempotency", "notice", "revocation.export", "usage"),
                    List.of("restriction", "signin.session", "webhook.delivery"),
                    List.of("key", "signin.oidc", "webhook"),
                    List.of("config", "user", "verification"),
                    List.of("admin"),
                    List.of(
                            "admin.account",
                            "admin.audit",
                            "admin.key",
                            "admin.notice",
                            "admin.organization",
                            "admin.people",
                            "admin.signin",
                            "cli",
                            "cli.rc"),
                    List.of("")),
            "gateway",
            List.of(
                    List.of("route", "auth", "http.header"),
                    List.of("http", "keyservice", "stamp"),
                    List.of("http.guard"),
                    List.of("ratelimit", "upstream.http1"),
                    List.of("upstream.balance"),
                    List.of("upstream"),
                    List.of("request"),
                    List.of("observe"),
                    List.of("endpoint"),
                    List.of("pipeline"),
                    List.of("config"),
                    List.of("")),
            "resources",
            List.of(
                    List.of("config", "keyservice", "schema"),
                    List.of("blob", "directory", "tenancy"),
                    List.of("activity"),
                    List.of("cli", "crud"),
                    List.of(
                            "evidence",
                            "audit",
                            "inventory",
                            "link",
                            "personnel",
                            "policy",
                            "seniormanager",
                            "transfer",
                            "task",
                            "training",
                            "due"),
                    List.of("evidencepackage"),
                    List.of("")),
            "local",
            List.of(
                    List.of("step"),
                    List.of("directory", "postgres"),
                    List.of("demo"),
                    List.of(""),
                    List.of("fleet", "life")));

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
    Stream<DynamicTest> packagesDependOnlyOnEarlierRows() {
        return ROWS.entrySet().stream()
                .flatMap(module -> module.getValue().stream().flatMap(row -> row.stream()
                        .map(name -> DynamicTest.dynamicTest(module.getKey() + "." + name, () -> {
                            DescribedPredicate<JavaClass> own = exactly(module.getKey(), List.of(name));
                            assertThat(CLASSES.that(own))
                                    .as("classes of the package")
                                    .isNotEmpty();
                            noClasses()
                                    .that(own)
                                    .should()
                                    .dependOnClassesThat(exactly(module.getKey(), from(module.getValue(), row))
                                            .and(DescribedPredicate.not(own)))
                                    .check(CLASSES);
                        }))));
    }

    @Test
    void everyPackageHasARow() {
        List<String> rows = ROWS.entrySet().stream()
                .flatMap(module ->
                        module.getValue().stream().flatMap(List::stream).map(name -> packageOf(module.getKey(), name)))
                .toList();
        assertThat(CLASSES.stream()
                        .filter(one -> !one.getSimpleName().equals("package-info"))
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.startsWith(ROOT + ".bench") && !name.startsWith(ROOT + ".fuzz"))
                        .filter(name -> !name.startsWith(TEMPLATES))
                        .distinct())
                .isSubsetOf(rows);
    }

    @TestFactory
    Stream<DynamicTest> nothingGoesInCircles() {
        return Stream.of(
                        ".(*)..",
                        ".chassis.(**)",
                        ".keyservice.(**)",
                        ".gateway.(**)",
                        ".resources.(**)",
                        ".local.(**)")
                .map(packages -> DynamicTest.dynamicTest(ROOT + packages, () -> slices().matching(ROOT + packages)
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .check(CLASSES)));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(found -> !found.getName().startsWith(TEMPLATES))
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

    /** Returns the packages of this row and of the later ones. */
    private static List<String> from(List<List<String>> rows, List<String> row) {
        return rows.subList(rows.indexOf(row), rows.size()).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static DescribedPredicate<JavaClass> exactly(String module, List<String> names) {
        return resideInAnyPackage(
                names.stream().map(name -> packageOf(module, name)).toArray(String[]::new));
    }

    private static String packageOf(String module, String name) {
        return ROOT + "." + module + (name.isEmpty() ? "" : "." + name);
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
