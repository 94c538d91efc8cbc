package io.infiniproxy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.infiniproxy", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    @ArchTest
    static final ArchRule JSON = only("json");

    @ArchTest
    static final ArchRule SETTINGS = only("settings", "profile");

    @ArchTest
    static final ArchRule ANTHROPIC = only("anthropic", "json");

    @ArchTest
    static final ArchRule OPENAI = only("openai", "json");

    @ArchTest
    static final ArchRule PROFILE = only("profile");

    @ArchTest
    static final ArchRule SSE = only("sse", "json");

    @ArchTest
    static final ArchRule TRANSLATE = only("translate", "anthropic", "openai", "profile", "json", "digest");

    @ArchTest
    static final ArchRule TOKENS = only("tokens", "anthropic", "json");

    @ArchTest
    static final ArchRule METRICS = only("metrics", "translate");

    @ArchTest
    static final ArchRule BACKEND = only("backend", "anthropic", "openai", "sse", "json", "settings", "profile", "concurrent");

    @ArchTest
    static final ArchRule CHECK = only("check", "backend", "anthropic", "openai", "sse", "json", "settings", "texts");

    @ArchTest
    static final ArchRule TEXTS = only("texts");

    @ArchTest
    static final ArchRule DIGEST = only("digest");

    @ArchTest
    static final ArchRule DEMO = only("demo", "openai", "sse", "json");

    @ArchTest
    static final ArchRule JOURNAL = only("journal", "files");

    @ArchTest
    static final ArchRule LIMITS = only("limits", "sql", "files", "json");

    @ArchTest
    static final ArchRule AUDIT = only("audit", "sql", "json");

    @ArchTest
    static final ArchRule KEYS = only("keys", "usage", "limits", "audit", "sql", "files", "json", "digest");

    @ArchTest
    static final ArchRule PRICES = only("prices", "usage");

    @ArchTest
    static final ArchRule USAGE = only("usage", "keys", "sql", "files", "json");

    @ArchTest
    static final ArchRule TRANSFER = only("transfer", "usage", "sql", "files", "json");

    @ArchTest
    static final ArchRule KEYS_USES_RECORDS_OF_USAGE = onlyRecords("keys", "usage");

    @ArchTest
    static final ArchRule USAGE_USES_RECORDS_OF_KEYS = onlyRecords("usage", "keys");

    @ArchTest
    static final ArchRule CAMEL = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.infiniproxy", tree("route"), tree("admin"), tree("backend.http"), tree("server"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule VERTX = noClasses()
            .that()
            .resideOutsideOfPackages(tree("route.stream"), tree("server"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.infiniproxy.(*)..").should().beFreeOfCycles();

    /** What is in a package uses that package, those named, and nothing else of ours. */
    private static ArchRule only(String name, String... others) {
        String[] allowed = Stream.concat(Stream.of(name), Stream.of(others)).map(PackagesTest::tree).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.infiniproxy..")).or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true);
    }

    /** Records, and exceptions that say what is wrong: nothing of how the other part works. */
    private static ArchRule onlyRecords(String user, String used) {
        return noClasses()
                .that()
                .resideInAPackage(tree(user))
                .should()
                .dependOnClassesThat(resideInAPackage(tree(used))
                        .and(not(assignableTo(Record.class)))
                        .and(not(assignableTo(RuntimeException.class))))
                .allowEmptyShould(true);
    }

    private static String tree(String name) {
        return "io.infiniproxy." + name + "..";
    }
}
