package com.raptorcomply.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The admin pages reach data by the use cases of the API alone, which check the caller. Pages themselves ask only whether
 * to show a part.
 */
class PagesDecideNothingTest {
    private static final String KEY_SERVICE = "com.raptorcomply.keyservice";
    private static final String PAGES = KEY_SERVICE + ".admin..";
    private static final String TEMPLATES = KEY_SERVICE + ".admin.generated..";
    private static final Set<String> QUESTIONS = Set.of("holds", "isPlatformAdmin", "canUse", "mayGrant");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(KEY_SERVICE);

    @Test
    void pagesSendNoStatements() {
        noClasses()
                .that()
                .resideInAPackage(PAGES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.sqlclient..")
                .check(CLASSES);
    }

    @Test
    void pagesRefuseNobody() {
        assertThat(CLASSES).isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage(PAGES)
                .should()
                .accessTargetWhere(decision())
                .check(CLASSES);
    }

    @Test
    void templatesUseViewsAlone() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(TEMPLATES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", KEY_SERVICE + ".http..", KEY_SERVICE + ".sql..");
        rule.check(CLASSES);
    }

    @Test
    void aDecisionElsewhereIsSeen() {
        assertThat(noClasses()
                        .that()
                        .resideInAPackage(KEY_SERVICE + ".key..")
                        .should()
                        .accessTargetWhere(decision())
                        .evaluate(CLASSES)
                        .hasViolation())
                .isTrue();
    }

    /** Returns true for calls that refuse a caller. */
    private static DescribedPredicate<JavaAccess<?>> decision() {
        return DescribedPredicate.describe("it refuses a caller", access -> {
            if (!(access.getTarget() instanceof CodeUnitCallTarget target)) {
                return false;
            }
            boolean isRule =
                    target.getOwner().isEquivalentTo(AccessRules.class) && !QUESTIONS.contains(target.getName());
            boolean isRefusal = target.getOwner().isEquivalentTo(Problem.class)
                    && Set.of("forbidden", "permissionMissing").contains(target.getName());
            return isRule || isRefusal;
        });
    }
}
