package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/** The bags of {@code fixtures/bags}: good ones, and bad ones, each named after what is wrong with it. */
final class BagVerificationTest {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/bags");

    @TempDir
    Path temp;

    @ParameterizedTest
    @MethodSource("goodBags")
    void a_good_bag_is_intact(Path bag) throws Exception {
        FixityReport report = FixityVerification.ofBag(bag).run(2, Progress.NONE);

        assertThat(report.damage()).isEmpty();
        assertThat(report.isIntact()).isTrue();
        assertThat(report.extras()).isEmpty();
    }

    static Stream<Path> goodBags() {
        return folders("good");
    }

    @ParameterizedTest
    @MethodSource("badBags")
    void of_a_bad_bag_it_says_what_is_wrong(Path bag) throws Exception {
        assertThat(Told.ofBag(bag)).isEqualTo(reports().get(bag.getFileName().toString()));
    }

    static Stream<Path> badBags() {
        return folders("bad");
    }

    @Test
    void every_report_is_about_a_bag() throws Exception {
        assertThat(badBags().map(bag -> bag.getFileName().toString()))
                .containsExactlyElementsOf(reports().keySet());
    }

    @Test
    void a_manifest_of_an_unknown_algorithm_costs_a_warning() throws Exception {
        assertThat(Told.ofBag(FOLDER.resolve("good/unknown-algorithm-beside-a-known-one")))
                .isEqualTo("""
                warning 'manifest-sha3256.txt' is not compared: its algorithm is none of md5, sha1, sha256, sha512
                6 of 6 intact
                """);
    }

    @Test
    void a_bag_is_known_by_the_digest_of_its_strongest_tag_manifest() throws Exception {
        Path bag = FOLDER.resolve("good/every-algorithm");

        assertThat(FixityVerification.ofBag(bag).run(1, Progress.NONE).reference())
                .isEqualTo(new FixityReference.OfList(
                        "tagmanifest-sha512.txt",
                        "BagIt 1.0",
                        Sha256.digestOf(Files.readAllBytes(bag.resolve("tagmanifest-sha512.txt")))));
    }

    @Test
    void tag_files_that_nothing_lists_do_no_harm() throws Exception {
        Tree bag = new Tree(temp)
                .with("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")
                .with("manifest-md5.txt", "d41d8cd98f00b204e9800998ecf8427e data/a\n")
                .with("data/a", "")
                .with("notes/about.txt", "");

        assertThat(Told.ofBag(bag.root())).isEqualTo("extra notes/about.txt\n1 of 1 intact\n");
    }

    @Test
    void a_folder_without_declaration_is_no_bag() {
        assertThat(FixityVerification.isBag(temp)).isFalse();
        assertThatExceptionOfType(IntegrityException.CannotRead.class)
                .isThrownBy(() -> FixityVerification.ofBag(temp))
                .withMessage("cannot read '%s': no such file", temp.resolve("bagit.txt"));
    }

    /** What is said about each of the bad bags, in the text beside them. */
    private static Map<String, String> reports() throws IOException {
        Map<String, String> reports = new TreeMap<>();
        Arrays.stream(Files.readString(FOLDER.resolve("reports.txt")).split("(^|\n)## "))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("\n", 2))
                .forEach(part -> reports.put(part[0], part[1]));
        return reports;
    }

    private static Stream<Path> folders(String kind) {
        try (Stream<Path> children = Files.list(FOLDER.resolve(kind))) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
