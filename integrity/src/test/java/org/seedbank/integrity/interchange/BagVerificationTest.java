package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/** The bags of {@code fixtures/bags}: good ones, and bad ones, each named after what is wrong with it. */
final class BagVerificationTest {

    private static final Path FOLDER = Path.of("src/test/resources/fixtures/bags");

    private static final String COMPOSED = "Messgr\u00f6\u00dfen.csv";
    private static final String DECOMPOSED = "Messgro\u0308\u00dfen.csv";

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
                warning 'manifest-whirlpool.txt' is not compared: its algorithm is none of CRC32, MD5, SHA-1, SHA-2, SHA-3, BLAKE2b, BLAKE3
                6 of 6 intact
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tag-manifest-without-manifest|'tagmanifest-sha256.txt' does not list 'manifest-sha256.txt'",
                "fetch-of-what-is-not-listed|'fetch.txt' names 1 file that no manifest lists, such as 'data/x.csv'",
            })
    void what_no_program_refuses_costs_a_warning(String bag, String warning) throws Exception {
        assertThat(FixityVerification.ofBag(FOLDER.resolve("good").resolve(bag)).warnings())
                .containsExactly(warning);
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

    /** A bag of this version with files of these names and bytes, which its manifest lists in this order. */
    private Tree bag(String version, String... namesAndBytes) {
        Tree bag = new Tree(temp)
                .with("bagit.txt", "BagIt-Version: %s\nTag-File-Character-Encoding: UTF-8\n".formatted(version));
        StringBuilder manifest = new StringBuilder();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            byte[] bytes = namesAndBytes[i + 1].getBytes(StandardCharsets.UTF_8);
            manifest.append(Sha256.digestOf(bytes).hex() + "  data/" + namesAndBytes[i] + "\n");
        }
        return bag.with("manifest-sha256.txt", manifest.toString());
    }

    @Test
    void a_name_in_the_other_unicode_form_is_the_same_file_and_costs_a_warning() throws Exception {
        Tree decomposed = bag("1.0", COMPOSED, "1").with("data/" + DECOMPOSED, "1");

        assertThat(Told.ofBag(decomposed.root())).isEqualTo("""
                warning 1 name is here in another Unicode form than in the manifest, such as 'data/%s'
                1 of 1 intact
                """.formatted(COMPOSED));
    }

    @Test
    void names_in_both_forms_that_are_both_there_are_two_files() throws Exception {
        Tree both = bag("1.0", COMPOSED, "1", DECOMPOSED, "2")
                .with("data/" + COMPOSED, "1")
                .with("data/" + DECOMPOSED, "3");

        assertThat(Told.ofBag(both.root())).isEqualTo("""
                damaged data/%s: []
                1 of 2 intact
                """.formatted(DECOMPOSED));
    }

    @Test
    void a_name_in_the_form_of_another_listed_file_is_not_taken_for_it() throws Exception {
        Tree one = bag("1.0", COMPOSED, "1", DECOMPOSED, "2").with("data/" + DECOMPOSED, "2");

        assertThat(Told.ofBag(one.root())).isEqualTo("""
                missing data/%s
                1 of 2 intact
                """.formatted(COMPOSED));
    }

    @Test
    void a_path_that_a_manifest_of_version_1_lists_twice_breaks_a_rule() throws Exception {
        Tree twice = bag("1.0", "a.csv", "1", "a.csv", "1").with("data/a.csv", "1");

        assertThat(Told.ofBag(twice.root())).isEqualTo("""
                invalid manifest-sha256.txt: it lists 'data/a.csv' twice
                1 of 2 intact
                """);
        FixityReport report = FixityVerification.ofBag(twice.root()).run(1, Progress.NONE);
        assertThat(report.damage()).isEmpty();
        assertThat(report.invalidCount()).isEqualTo(1);
        assertThat(report.isIntact()).isFalse();
    }

    @Test
    void before_version_1_that_costs_a_warning() throws Exception {
        Tree twice = bag("0.96", "a.csv", "1", "a.csv", "1").with("data/a.csv", "1");

        assertThat(Told.ofBag(twice.root())).isEqualTo("""
                warning 'manifest-sha256.txt' lists 'data/a.csv' twice
                1 of 1 intact
                """);
    }

    @ParameterizedTest
    @CsvSource({"0.93, package-info.txt", "0.95, package-info.txt", "0.96, bag-info.txt", "1.0, bag-info.txt"})
    void the_payload_s_size_is_where_the_version_has_it(String version, String file) throws Exception {
        Tree wrong = bag(version, "a.csv", "1").with("data/a.csv", "1").with(file, "Payload-Oxum: 2.1\n");

        assertThat(Told.ofBag(wrong.root())).isEqualTo("""
                invalid %s: Payload-Oxum is '2.1' and should be 1.1
                1 of 2 intact
                """.formatted(file));
    }

    /** RFC 8493, 2.2.2: a long value goes on in a line that is indented. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Payload-Oxum:\n  1.1\n", "A: b\n c\nPayload-Oxum: 1.1\n\nB: c\n", "Payload-Oxum:\r\n\t1.1"})
    void the_payload_s_size_may_stand_in_the_next_line(String info) throws Exception {
        Tree bag = bag("1.0", "a.csv", "1").with("data/a.csv", "1").with("bag-info.txt", info);

        assertThat(Told.ofBag(bag.root())).isEqualTo("1 of 1 intact\n");
    }

    @Test
    void a_line_that_goes_on_with_another_value_says_nothing_of_the_payload_s_size() throws Exception {
        Tree bag = bag("1.0", "a.csv", "1")
                .with("data/a.csv", "1")
                .with("bag-info.txt", "Note: it said\n Payload-Oxum: 2.1\n");

        assertThat(Told.ofBag(bag.root())).isEqualTo("1 of 1 intact\n");
    }

    /** RFC 8493, 2.2.2: it must not be repeated. */
    @ParameterizedTest
    @CsvSource({
        "1.1, 1.1, warning 'bag-info.txt' says Payload-Oxum more than once;1 of 1 intact;",
        "1.1, 2.1, invalid bag-info.txt: Payload-Oxum is '1.1' and '2.1';1 of 2 intact;",
        "2.1, 1.1, invalid bag-info.txt: Payload-Oxum is '2.1' and '1.1';1 of 2 intact;"
    })
    void the_payload_s_size_is_said_once(String one, String other, String told) throws Exception {
        Tree bag = bag("1.0", "a.csv", "1")
                .with("data/a.csv", "1")
                .with("bag-info.txt", "Payload-Oxum: %s\nA: b\npayload-oxum: %s\n".formatted(one, other));

        assertThat(Told.ofBag(bag.root())).isEqualTo(told.replace(';', '\n'));
    }

    @Test
    void a_bag_without_payload_is_intact() throws Exception {
        Tree empty = bag("1.0");
        Files.createDirectory(temp.resolve("data"));

        assertThat(Told.ofBag(empty.root())).isEqualTo("0 of 0 intact\n");
        assertThat(FixityVerification.ofBag(temp).run(1, Progress.NONE).isIntact())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252", "Shift_JIS", "GB18030"})
    void tag_files_may_be_in_any_encoding_that_contains_ascii_or_in_utf_16(String encoding) throws Exception {
        String name = encoding.startsWith("windows") ? "d\u00e9.csv" : "\u5c71.csv";
        Tree bag = bag("0.97", name, "1").with("data/" + name, "1");
        String manifest = Files.readString(temp.resolve("manifest-sha256.txt"));
        bag.with("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: %s\n".formatted(encoding));
        Files.write(temp.resolve("manifest-sha256.txt"), manifest.getBytes(Charset.forName(encoding)));

        assertThat(Told.ofBag(bag.root())).isEqualTo("1 of 1 intact\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', begins with a byte order mark",
        "'BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n', has a blank before a colon",
        "'BagIt-Version: 0.97\nTag-File-Character-Encoding\t: UTF-8\n', has a blank before a colon",
    })
    void the_declaration_is_strict(String declaration, String reason) throws Exception {
        Tree bag = bag("1.0", "a.csv", "1").with("data/a.csv", "1").with("bagit.txt", declaration);

        assertThat(Told.ofBag(bag.root()))
                .isEqualTo("'BAG' is not a usable bag: its 'bagit.txt' %s\n".formatted(reason));
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
