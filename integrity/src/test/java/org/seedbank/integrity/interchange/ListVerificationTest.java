package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/** Files on disk held against lists. */
final class ListVerificationTest {

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void soil() throws IOException {
        soil = new Tree(Files.createDirectory(temp.resolve("soil").toAbsolutePath()))
                .with("a", "one")
                .with("b", "two")
                .with("sub/c", "three");
    }

    @Test
    void every_file_as_listed_is_intact() throws Exception {
        assertThat(told(sha256("a", "one") + sha256("b", "two") + sha256("sub/c", "three")))
                .isEqualTo("3 of 3 intact\n");
    }

    @Test
    void names_what_is_damaged_missing_unreadable_or_extra() throws Exception {
        soil.with("folder/in", "the way").with("file", "in the way");

        assertThat(told(sha256("a", "other") + sha256("gone", "") + sha256("folder", "x") + sha256("file/x", "x")))
                .isEqualTo("""
                        damaged a: []
                        missing gone
                        unreadable folder: it is a folder
                        missing file/x
                        extra b
                        extra file
                        extra folder/in
                        extra sub/c
                        0 of 4 intact
                        """);
    }

    @Test
    void a_list_with_lengths_tells_them_apart_from_damage() throws Exception {
        String md5 = DigestUtils.md5Hex("one");

        assertThat(told("%%%%%%%% HASHDEEP-1.0\n%%%%%%%% size,md5,filename\n5,%1$s,a\n1,%1$s,b\n5,%2$s,sub/c\n"
                        .formatted(md5, DigestUtils.md5Hex("three"))))
                .isEqualTo("""
                        wronglength a: 3 instead of 5, without [ByteRange[start=3, end=5]]
                        wronglength b: 3 instead of 1, without []
                        1 of 3 intact
                        """);
    }

    @Test
    void every_digest_of_a_file_has_to_agree() throws Exception {
        String md5 = "MD5 (a) = " + DigestUtils.md5Hex("one") + "\n";
        String sha1 = "SHA1 (a) = " + DigestUtils.sha1Hex("other") + "\n";

        FixityReport report =
                FixityVerification.ofList(list(md5 + sha1), soil.at("a")).run(1, Progress.NONE);

        assertThat(report.damage()).hasSize(1);
        assertThat(report.digests().expected(0))
                .contains(ContentDigest.of(DigestAlgorithm.SHA1, DigestUtils.sha1Hex("other")));
        assertThat(report.digests().found(0))
                .contains(ContentDigest.of(DigestAlgorithm.SHA1, DigestUtils.sha1Hex("one")));
    }

    @Test
    void the_report_names_the_list_and_its_digest() throws Exception {
        String text = sha256("a", "one");

        FixityReport report = FixityVerification.ofList(list(text), soil.root()).run(1, Progress.NONE);

        assertThat(report.reference())
                .isEqualTo(new FixityReference.OfList(
                        "SHA256SUMS", "sha256sum", Sha256.digestOf(text.getBytes(StandardCharsets.UTF_8))));
        assertThat(report.digests().found(0)).contains(new Sha256(DigestUtils.sha256Hex("one")));
    }

    @Test
    void a_list_inside_the_folder_is_no_extra() throws Exception {
        soil.with("SHA256SUMS", sha256("a", "one") + sha256("b", "two") + sha256("sub/c", "three"));
        Files.createSymbolicLink(temp.resolve("link"), soil.root());

        assertThat(Told.by(FixityVerification.ofList(temp.resolve("link/SHA256SUMS"), soil.root())))
                .isEqualTo("3 of 3 intact\n");
    }

    @Test
    void one_file_is_found_in_the_list_by_its_name() throws Exception {
        Path list = list(sha256("a", "one") + sha256("deep/c", "three"));

        assertThat(Told.by(FixityVerification.ofList(list, soil.at("sub/c")))).isEqualTo("1 of 1 intact\n");
    }

    @Test
    void one_file_that_the_list_does_not_name_once_cannot_be_verified() throws Exception {
        Path list = list(sha256("x/a", "one") + sha256("y/a", "one"));

        assertThatExceptionOfType(IntegrityException.NotListed.class)
                .isThrownBy(() -> FixityVerification.ofList(list, soil.at("a")))
                .withMessage("'%s' has 2 lines of a file 'a'", list);
        assertThatExceptionOfType(IntegrityException.NotListed.class)
                .isThrownBy(() -> FixityVerification.ofList(list, soil.at("b")))
                .withMessage("'%s' has no line of a file 'b'", list);
    }

    @Test
    void nothing_at_the_path_is_said() throws Exception {
        Path list = list(sha256("a", "one"));

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> FixityVerification.ofList(list, temp.resolve("nowhere")));
    }

    /** The empty folder of a disk that is not mounted is no damaged copy. */
    @Test
    void a_folder_with_nothing_of_the_list_is_not_called_damaged() throws Exception {
        Path list = list(sha256("x", "one") + sha256("y", "one"));
        Path empty = Files.createDirectory(temp.resolve("empty"));

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> FixityVerification.ofList(list, empty))
                .withMessage("there is nothing of '%s' at '%s'", list.getFileName(), empty);
    }

    @Test
    void a_folder_with_nothing_but_the_list_itself_misses_its_files() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Path list = Files.writeString(folder.resolve("SHA256SUMS"), sha256("x", "one"));

        assertThat(FixityVerification.ofList(list, folder).run(1, Progress.NONE).findings())
                .containsExactly(new FileFinding.Missing(new DatasetPath("x"), FileFinding.UNKNOWN_LENGTH));
    }

    @Test
    void only_what_is_there_and_may_be_right_is_to_be_read() throws Exception {
        Path list = list("%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n3," + DigestUtils.md5Hex("one") + ",a\n9,"
                + DigestUtils.md5Hex("") + ",b\n9," + DigestUtils.md5Hex("") + ",gone\n");

        assertThat(FixityVerification.ofList(list, soil.root()).totalLength()).isEqualTo(3);
    }

    @Test
    void a_digest_alone_is_about_the_one_file_that_is_verified() throws Exception {
        for (String text : List.of(DigestUtils.sha256Hex("one"), sha256("-", "one"))) {
            Path list = list(text);

            assertThat(Told.by(FixityVerification.ofList(list, soil.at("a")))).isEqualTo("1 of 1 intact\n");
            assertThat(Told.by(FixityVerification.ofList(list, soil.at("b"))))
                    .isEqualTo("damaged b: []\n0 of 1 intact\n");
            assertThatExceptionOfType(IntegrityException.NotListed.class)
                    .isThrownBy(() -> FixityVerification.ofList(list, soil.root()))
                    .withMessage("'%s' has a digest and names no file", list);
        }
    }

    @Test
    void a_file_that_is_called_like_standard_input_is_a_file() throws Exception {
        soil.with("-", "dash");

        assertThat(told(sha256("-", "dash"))).endsWith("1 of 1 intact\n");
    }

    @Test
    void a_file_is_found_in_the_list_by_its_name_in_another_unicode_form() throws Exception {
        soil.with("Gr\u00f6\u00dfe", "size").with("\u00e9", "new").with("e\u0301", "old");
        Path list = list(sha256("Gro\u0308\u00dfe", "size") + sha256("\u00e9", "new") + sha256("e\u0301", "old"));

        for (String name : List.of("Gr\u00f6\u00dfe", "\u00e9", "e\u0301")) {
            assertThat(Told.by(FixityVerification.ofList(list, soil.at(name)))).isEqualTo("1 of 1 intact\n");
        }
    }

    @Test
    void backslashes_separate_folders_where_all_is_found_so() throws Exception {
        assertThat(told(sha256("a", "one") + sha256("b", "two") + sha256(".\\sub\\c", "three")))
                .isEqualTo("""
                        warning the paths of 'SHA256SUMS' are read with '/' for '\\', as Windows writes them
                        3 of 3 intact
                        """);
        assertThat(Told.by(FixityVerification.ofList(list(sha256("x\\a", "one")), soil.at("a"))))
                .isEqualTo("1 of 1 intact\n");
    }

    @Test
    void a_backslash_in_a_name_that_is_there_is_part_of_it() throws Exception {
        soil.with("sub\\c", "other");

        assertThat(told(sha256("sub\\c", "other"))).isEqualTo("extra a\nextra b\nextra sub/c\n1 of 1 intact\n");
        assertThat(told("\\" + sha256("sub\\\\c", "other") + "\\" + sha256("gone\\\\d", "")))
                .startsWith("missing gone\\d\nextra a\n");
    }

    @Test
    void backslashes_that_fit_nothing_are_named_as_the_cause() throws Exception {
        Path list = list(sha256("a", "one") + sha256("sub\\c", "three") + sha256("sub\\gone", ""));

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> FixityVerification.ofList(list, soil.root()))
                .withMessage(
                        "'%s' is not a usable list: it has paths with '\\', as Windows writes them; read with '/' for it,"
                                + " 1 of 2 are in '%s'",
                        list, soil.root());
        Path out = list(sha256("a", "one") + sha256("..\\soil\\b", "two"));
        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> FixityVerification.ofList(out, soil.root()));
    }

    @Test
    void paths_from_the_root_of_a_disk_are_taken_from_below_the_folder() throws Exception {
        String row = "SHA256 %s C:\\data\\soil\\%s\n";
        String head = "Algorithm Hash Path\n--------- ---- ----\n";

        assertThat(told(head
                        + row.formatted(DigestUtils.sha256Hex("one"), "a")
                        + row.formatted(DigestUtils.sha256Hex("three"), "sub\\c")
                        + row.formatted(DigestUtils.sha256Hex("two"), "b")))
                .isEqualTo("""
                        warning the paths of 'SHA256SUMS' are taken from below 'C/data/soil'
                        3 of 3 intact
                        """);
        String only = head + row.formatted(DigestUtils.sha256Hex("three"), "sub\\c");
        assertThat(told(only)).endsWith("extra a\nextra b\n1 of 1 intact\n");
        assertThat(Told.by(FixityVerification.ofList(list(only), soil.at("sub/c"))))
                .isEqualTo("1 of 1 intact\n");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CRC32", "SHA256"})
    void the_kind_of_digest_is_found_by_trying_those_of_equal_length(DigestAlgorithm kind) throws Exception {
        soil.with("b", "spoiled");
        Path list = Files.writeString(
                temp.resolve("list"),
                hex(kind, "one") + "  a\n" + hex(kind, "two") + "  b\n" + hex(kind, "three") + "  sub/c\n");
        FixityVerification verification = FixityVerification.ofList(list, soil.root());
        FixityReport report = verification.run(2, Progress.NONE);

        assertThat(report.intactCount()).isEqualTo(2);
        assertThat(report.digests().expected(0)).contains(ContentDigest.of(kind, hex(kind, "one")));
        boolean isAssumed = DigestText.ofAnyLength(hex(kind, "one")).algorithm() == kind;
        assertThat(report.warnings())
                .isEqualTo(
                        isAssumed
                                ? List.of()
                                : List.of("'list' does not tell that its digests are %s, but its files do"
                                        .formatted(kind.label())));
    }

    /** Too large to be tried before the others are read. */
    @Test
    void the_kind_is_also_found_by_a_large_file() throws Exception {
        String large = "x".repeat(3 << 20);
        Path file = Files.writeString(temp.resolve("large"), large);
        Path list = Files.writeString(temp.resolve("list"), hex(DigestAlgorithm.BLAKE3, large) + "  large\n");
        FixityVerification verification = FixityVerification.ofList(list, file);

        FixityReport report = verification.run(2, Progress.NONE);

        assertThat(report.isIntact()).isTrue();
        assertThat(report.reference()).extracting("format").isEqualTo("b3sum");
        assertThat(report.warnings()).hasSize(1);
    }

    @Test
    void where_nothing_matches_and_the_kind_is_not_told_nothing_is_called_damaged() throws Exception {
        String none = DigestUtils.sha256Hex("none");
        Path list = Files.writeString(temp.resolve("list"), none + "  a\n" + none + "  b\n");

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> FixityVerification.ofList(list, soil.root()).run(1, Progress.NONE))
                .withMessage(
                        "'%s' is not a usable list: not one of 2 files matches; it may be of another kind of digest than"
                                + " sha256",
                        list);
    }

    @Test
    void where_nothing_matches_and_the_kind_is_told_the_files_are_damaged() throws Exception {
        String none = DigestUtils.sha256Hex("none");
        Path list = Files.writeString(temp.resolve("list"), "SHA256 (a) = %1$s\nSHA256 (b) = %1$s\n".formatted(none));

        assertThat(told(none + "  a\n")).startsWith("damaged a: []\n");
        assertThat(Told.by(FixityVerification.ofList(list, soil.root()))).startsWith("damaged a: []\ndamaged b: []\n");
    }

    private static String hex(DigestAlgorithm algorithm, String content) {
        return HexFormat.of().formatHex(algorithm.newDigest().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private String told(String list) throws Exception {
        return Told.by(FixityVerification.ofList(list(list), soil.root()));
    }

    private Path list(String text) throws IOException {
        return Files.writeString(temp.resolve("SHA256SUMS"), text);
    }

    private static String sha256(String path, String content) {
        return DigestUtils.sha256Hex(content) + "  " + path + "\n";
    }
}
