package com.raptorcomply.gateway;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsPointLeftTest {
    private static final String ROOT = "com.raptorcomply.gateway";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void eachPackageUsesOnlyWhatStandsBeforeIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("reading")
                .definedBy(ROOT + ".route..", ROOT + ".credential..", ROOT + ".edge..")
                .optionalLayer("lease")
                .definedBy(ROOT + ".lease..")
                .layer("decision")
                .definedBy(ROOT + ".decision..")
                .layer("quota")
                .definedBy(ROOT + ".quota..")
                .layer("upstream")
                .definedBy(ROOT + ".upstream..")
                .layer("tracing")
                .definedBy(ROOT + ".tracing..")
                .layer("gateway")
                .definedBy(ROOT)
                .whereLayer("gateway")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("tracing")
                .mayOnlyBeAccessedByLayers("gateway")
                .whereLayer("upstream")
                .mayOnlyBeAccessedByLayers("gateway")
                .whereLayer("quota")
                .mayOnlyBeAccessedByLayers("upstream", "gateway")
                .whereLayer("decision")
                .mayOnlyBeAccessedByLayers("quota", "upstream", "gateway")
                .whereLayer("lease")
                .mayOnlyBeAccessedByLayers("decision", "quota", "upstream", "gateway")
                .check(classes);
    }

    @Test
    void noCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }
}
