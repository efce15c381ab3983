package dev.slipway.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape of the code, kept by the build. */
@AnalyzeClasses(
        packages = "dev.slipway",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule theCoreIsPlainJava = noClasses()
            .that()
            .resideInAPackage("..core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.smallrye..",
                    "org.apache.kafka..",
                    "org.eclipse.jgit..",
                    "io.fabric8..",
                    "io.vertx..",
                    "dev.slipway.service.kafka..",
                    "dev.slipway.service.flow..")
            .because("rules and acts are understood, tested and simulated without a framework or a broker");

    @ArchTest
    static final ArchRule inboundDoesNotReachOutbound = noClasses()
            .that()
            .resideInAPackage("..inbound..")
            .and()
            .resideOutsideOfPackage("dev.slipway.console..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..outbound..")
            .because("what wakes a service up calls its core; only Wiring knows every part");

    @ArchTest
    static final ArchRule servicesMeetOnlyInEvents = slices().matching(
                    "dev.slipway.(*service|configupdater|notifier|console)..")
            .should()
            .notDependOnEachOther()
            .because("each stage scales and fails by itself");

    @ArchTest
    static final ArchRule noVagueNames = classes()
            .that()
            .resideInAPackage("dev.slipway..")
            .should()
            .haveNameNotMatching(".*(Impl|Utils?|Helper|Manager)$")
            .because("a name says what a thing does");
}
