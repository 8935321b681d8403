package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.dataset.DatasetScan;

/** Lists that are written for other programs; the digests are those of coreutils. */
final class FileListingTest {

    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    private static final String X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    private static final String X_MD5 = "9dd4e461268c8034f5c8564e155c67a6";

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void soil() throws IOException {
        soil = new Tree(Files.createDirectory(temp.toRealPath().resolve("soil")))
                .with("a/b", "x")
                .with("a-b", "")
                .with("100%", "x");
    }

    @Test
    void sha256sum_is_the_manifest() throws Exception {
        soil.with("back\\slash", "");

        assertThat(text(ListFormat.SHA256SUM)).isEqualTo("""
                %2$s  100%%
                %1$s  a-b
                %2$s  a/b
                \\%1$s  back\\\\slash
                """.formatted(EMPTY, X));
    }

    @Test
    void hashdeep_has_its_header_and_lengths() throws Exception {
        assertThat(text(ListFormat.HASHDEEP)).isEqualTo("""
                %%%%%%%% HASHDEEP-1.0
                %%%%%%%% size,md5,sha256,filename
                ## Invoked from: %5$s
                ## $ seedbank manifest --format hashdeep .
                ##\s
                1,%4$s,%2$s,./100%%
                0,%3$s,%1$s,./a-b
                1,%4$s,%2$s,./a/b
                """.formatted(EMPTY, X, EMPTY_MD5, X_MD5, soil.root()));
    }

    @Test
    void bagit_encodes_percent_signs_and_line_ends() throws Exception {
        soil.with("two\r\nlines", "");

        assertThat(text(ListFormat.BAGIT)).isEqualTo("""
                %2$s  data/100%%25
                %1$s  data/a-b
                %2$s  data/a/b
                %1$s  data/two%%0D%%0Alines
                """.formatted(EMPTY, X));
    }

    @Test
    void a_single_file_has_one_line() throws Exception {
        assertThat(FileListing.of(DatasetScan.scanFiles(soil.at("a-b"), false), ListFormat.SHA256SUM, 1, Progress.NONE)
                        .lines())
                .containsExactly(EMPTY + "  a-b\n");
    }

    @Test
    void a_line_end_in_a_name_has_no_place_in_a_hashdeep_list() {
        soil.with("two\nlines", "");

        assertThatExceptionOfType(IntegrityException.UnusableName.class)
                .isThrownBy(() -> text(ListFormat.HASHDEEP))
                .withMessage("the name of '%s' has a line end, which this format cannot hold", soil.at("two\nlines"));
    }

    @Test
    void a_file_that_changes_meanwhile_ends_it() throws Exception {
        var dataset = DatasetScan.scanFiles(soil.root(), false);
        soil.with("a/b", "longer");

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> FileListing.of(dataset, ListFormat.SHA256SUM, 1, Progress.NONE));
    }

    @Test
    void is_written_over_an_older_list_and_leaves_nothing_beside_it() throws Exception {
        Path target = Files.writeString(temp.resolve("SHA256SUMS"), "old");

        listing(ListFormat.SHA256SUM).write(target);

        assertThat(Files.readString(target)).isEqualTo(text(ListFormat.SHA256SUM));
        try (var files = Files.list(temp)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("SHA256SUMS", "soil");
        }
    }

    @Test
    void is_not_written_over_what_is_no_file() {
        assertThatExceptionOfType(IntegrityException.CannotWrite.class)
                .isThrownBy(() -> listing(ListFormat.SHA256SUM).write(soil.root()))
                .withMessage("cannot write '%s': it is a folder", soil.root());
    }

    private FileListing listing(ListFormat format) throws InterruptedException {
        return FileListing.of(DatasetScan.scanFiles(soil.root(), false), format, 2, Progress.NONE);
    }

    private String text(ListFormat format) throws InterruptedException {
        return listing(format).lines().collect(Collectors.joining());
    }
}
