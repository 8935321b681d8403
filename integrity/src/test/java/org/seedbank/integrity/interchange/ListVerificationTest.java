package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
