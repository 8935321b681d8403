package org.seedbank.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The arrows between the modules, and what only one place may use. Test classes may look everywhere. */
@AnalyzeClasses(
        packages = "org.seedbank",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {

    /** What modules lend to the tests of others is no part of the program. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final List<String> MODULES = List.of(
            "integrity",
            "database",
            "web",
            "catalog",
            "swarm",
            "tracker",
            "uploading",
            "downloading",
            "node",
            "library",
            "cli");

    private static final long MOST_CLASSES = 30;

    @ArchTest
    static final ArchRule dependencies_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("integrity")
            .definedBy("org.seedbank.integrity..")
            .layer("database")
            .definedBy("org.seedbank.database..")
            .layer("web")
            .definedBy("org.seedbank.web..")
            .layer("catalog")
            .definedBy("org.seedbank.catalog..")
            .layer("swarm")
            .definedBy("org.seedbank.swarm..")
            .layer("tracker")
            .definedBy("org.seedbank.tracker..")
            .layer("uploading")
            .definedBy("org.seedbank.uploading..")
            .layer("downloading")
            .definedBy("org.seedbank.downloading..")
            .layer("node")
            .definedBy("org.seedbank.node..")
            .layer("library")
            .definedBy("org.seedbank.library..")
            .layer("cli")
            .definedBy("org.seedbank.cli..")
            .whereLayer("integrity")
            .mayNotAccessAnyLayer()
            .whereLayer("database")
            .mayOnlyAccessLayers("integrity")
            .whereLayer("database")
            .mayOnlyBeAccessedByLayers("catalog", "tracker", "node", "library", "cli")
            .whereLayer("web")
            .mayOnlyAccessLayers("integrity")
            .whereLayer("catalog")
            .mayOnlyAccessLayers("database", "web", "integrity")
            .whereLayer("swarm")
            .mayOnlyAccessLayers("web", "integrity")
            .whereLayer("tracker")
            .mayOnlyAccessLayers("database", "web", "integrity")
            .whereLayer("tracker")
            .mayOnlyBeAccessedByLayers("node", "library", "cli")
            .whereLayer("uploading")
            .mayOnlyAccessLayers("swarm", "catalog", "web", "integrity")
            .whereLayer("downloading")
            .mayOnlyAccessLayers("swarm", "catalog", "web", "integrity")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("library")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("node")
            .mayOnlyBeAccessedByLayers("library", "cli");

    @ArchTest
    static final ArchRule internal_packages_are_used_by_their_own_module_only = CompositeArchRule.of(
            MODULES.stream().map(ArchitectureTest::internalsStayInside).toList());

    /** Also between a module's root package and those below it. */
    @ArchTest
    static final ArchRule packages_of_a_module_form_no_circle = CompositeArchRule.of(
            MODULES.stream().map(ArchitectureTest::packagesFormNoCircle).toList());

    @ArchTest
    static void packages_hold_one_subject(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    @ArchTest
    static final ArchRule only_swarm_uses_libtorrent = onlyIn("swarm", "org.libtorrent4j..");

    @ArchTest
    static final ArchRule only_catalog_uses_google = onlyIn("catalog", "com.google.api..", "com.google.auth..");

    @ArchTest
    static final ArchRule only_database_uses_sqlite = onlyIn("database", "org.sqlite..");

    @ArchTest
    static final ArchRule only_node_uses_jetty = onlyIn("node", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule only_cli_uses_picocli = onlyIn("cli", "picocli..");

    @ArchTest
    static final ArchRule only_cli_uses_logback = onlyIn("cli", "ch.qos.logback..");

    @ArchTest
    static final ArchRule only_cli_uses_jline = onlyIn("cli", "org.jline..");

    @ArchTest
    static final ArchRule integrity_has_no_network = noClasses()
            .that()
            .resideInAPackage("org.seedbank.integrity..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "com.sun.net..")
                    .and(DescribedPredicate.not(
                            belongToAnyOf(URI.class, URISyntaxException.class, URLEncoder.class, URLDecoder.class)))
                    .or(assignableTo(NetworkChannel.class))
                    .as("open connections"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_main_ends_the_process = noClasses()
            .that(are(notMain()))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule only_main_knows_the_standard_streams =
            noClasses().that(are(notMain())).should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule slf4j_is_the_only_logging =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    /** Folders of datasets and copies, and those of which processes tell each other, which end with them. */
    private static final Set<String> MAKERS_OF_OTHER_FOLDERS = Set.of(
            "org.seedbank.downloading.fetch.CopyDataset",
            "org.seedbank.downloading.place.Installation",
            "org.seedbank.downloading.place.PrivateFolder",
            "org.seedbank.downloading.place.Target",
            "org.seedbank.downloading.place.UnchangedFiles",
            "org.seedbank.integrity.repair.FilePlace",
            "org.seedbank.integrity.interchange.BagWriter",
            "org.seedbank.integrity.interchange.FolderToBag",
            "org.seedbank.integrity.interchange.PayloadCopy",
            "org.seedbank.node.internal.datasets.DatasetOpening",
            "org.seedbank.node.internal.files.Relocation",
            "org.seedbank.node.internal.orders.Linking",
            "org.seedbank.node.internal.orders.Safekeeping",
            "org.seedbank.swarm.local.Announcement",
            "org.seedbank.swarm.local.LocalSession");

    @ArchTest
    static final ArchRule folders_of_state_are_made_so_that_they_last = noClasses()
            .that(are(DescribedPredicate.describe(
                    "makers of state",
                    each -> !each.getName().equals("org.seedbank.integrity.files.DurableFolder")
                            && !MAKERS_OF_OTHER_FOLDERS.contains(each.getName()))))
            .should()
            .callMethod(Files.class, "createDirectories", Path.class, FileAttribute[].class)
            .orShould()
            .callMethod(Files.class, "createDirectory", Path.class, FileAttribute[].class)
            .because("a power cut takes what is in a folder that is not on the disk itself: use DurableFolder");

    @ArchTest
    static final ArchRule files_are_locked_in_one_way = noClasses()
            .that()
            .resideOutsideOfPackage("org.seedbank.integrity.files")
            .should()
            .callMethod(FileChannel.class, "lock")
            .orShould()
            .callMethod(FileChannel.class, "tryLock")
            .orShould()
            .callMethod(FileChannel.class, "lock", long.class, long.class, boolean.class)
            .orShould()
            .callMethod(FileChannel.class, "tryLock", long.class, long.class, boolean.class)
            .because("POSIX takes a process's locks on a file when it closes any descriptor of it: use ProcessLock");

    @ArchTest
    static final ArchRule disks_and_permissions_are_asked_in_one_way = noClasses()
            .that()
            .resideOutsideOfPackage("org.seedbank.integrity.files")
            .and()
            .doNotHaveFullyQualifiedName("org.seedbank.database.Connecting")
            .should()
            .callMethod(Files.class, "getFileStore", Path.class)
            .orShould()
            .callMethod(Files.class, "getPosixFilePermissions", Path.class, LinkOption[].class)
            .orShould()
            .callMethod(Files.class, "setPosixFilePermissions", Path.class, Set.class)
            .because("a root of its own has no list of mounts, and Windows no permissions: use Disk and Permissions");

    @ArchTest
    static final ArchRule http_is_asked_in_one_way = noClasses()
            .that()
            .resideOutsideOfPackages("org.seedbank.web", "org.seedbank.node.internal.client")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net.http..", "com.google.api.client.http.javanet.."))
            .orShould()
            .dependOnClassesThat(assignableTo(URLConnection.class))
            .because("limits, proxies and redirects are the same everywhere: use HttpCall");

    /** Those of a command end with it. */
    @ArchTest
    static final ArchRule threads_that_have_to_live_are_made_in_one_way = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.seedbank.swarm..",
                    "org.seedbank.tracker..",
                    "org.seedbank.node..",
                    "org.seedbank.downloading..")
            .and()
            .resideOutsideOfPackage("org.seedbank.node.internal.client")
            .should()
            .callConstructorWhere(
                    target(owner(assignableTo(Thread.class).or(assignableTo(AbstractExecutorService.class)))))
            .orShould()
            .callMethodWhere(target(owner(equivalentTo(Executors.class))).and(target(nameMatching("new.*"))))
            .because("one that ends of an error is missed by nobody: use LongLivedThreads");

    private static ArchRule onlyIn(String module, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.seedbank." + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages))
                .allowEmptyShould(true);
    }

    private static ArchRule packagesFormNoCircle(String module) {
        return slices().matching("org.seedbank.(**)")
                .that(DescribedPredicate.describe(
                        "packages of " + module, slice -> (slice.getNamePart(1) + ".").startsWith(module + ".")))
                .should()
                .beFreeOfCycles();
    }

    private static ArchRule internalsStayInside(String module) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.seedbank." + module + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.seedbank." + module + "..internal.."))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> notMain() {
        return DescribedPredicate.not(belongToAnyOf(Main.class)).as("not the entry point");
    }
}
