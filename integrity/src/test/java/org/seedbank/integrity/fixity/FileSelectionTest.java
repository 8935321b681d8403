package org.seedbank.integrity.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Publication;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Parts of a dataset that are verified by themselves. */
final class FileSelectionTest {

    @TempDir
    Path temp;

    private Tree soil;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.resolve("soil"))
                .with("a.csv", 10)
                .with("empty", 0)
                .with("raw/b.csv", 20)
                .with("raw/c.txt", 30)
                .with("raw-not", 40);
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, 16 << 10);
    }

    @Test
    void a_member_is_a_file_or_all_that_is_below_a_folder() throws Exception {
        assertThat(chosen(members("a.csv", "raw"))).containsExactly("a.csv", "raw/b.csv", "raw/c.txt");
    }

    @Test
    void patterns_choose_among_members() throws Exception {
        assertThat(chosen(new FileSelection(List.of(new DatasetPath("raw")), FileSelectionTest::isCsv, false)))
                .containsExactly("raw/b.csv");
    }

    @Test
    void a_member_that_the_dataset_does_not_have_is_named() {
        assertThatExceptionOfType(IntegrityException.NoSuchMember.class)
                .isThrownBy(() -> verify(members("a.csv", "raw/d", "e")))
                .withMessage("'soil' has no file or folder 'raw/d'");
    }

    @Test
    void nothing_chosen_is_not_called_intact() {
        assertThatExceptionOfType(IntegrityException.NothingChosen.class)
                .isThrownBy(() -> verify(FileSelection.matching(path -> false)))
                .withMessage("no file of 'soil' was chosen");
    }

    @Test
    void extras_are_only_looked_for_below_members() throws Exception {
        soil.with("extra", "x").with("raw/extra", "x").with("raw/sub/extra", "x");

        assertThat(verify(members("raw", "raw/b.csv", "a.csv")).extras()).containsExactly("raw/extra", "raw/sub/extra");
        assertThat(verify(members("a.csv")).extras()).isEmpty();
        assertThat(verify(FileSelection.ALL).extras()).containsExactly("extra", "raw/extra", "raw/sub/extra");
    }

    @Test
    void a_missing_file_can_be_ignored_and_a_damaged_one_cannot() throws Exception {
        Files.delete(soil.at("a.csv"));
        soil.with("raw/b.csv", 19);

        FixityReport report = verify(new FileSelection(List.of(), path -> true, true));

        assertThat(report.findings().get(0)).isEqualTo(new FileFinding.NotChosen(new DatasetPath("a.csv"), 10));
        assertThat(report.damage()).hasSize(1);
        assertThat(report.chosenCount()).isEqualTo(4);
        assertThat(report.leftOutCount()).isEqualTo(1);
    }

    @Test
    void a_chosen_file_that_is_gone_is_missing_when_others_are_there() throws Exception {
        Files.delete(soil.at("a.csv"));
        Files.delete(soil.at("empty"));

        assertThat(verify(members("a.csv")).damage())
                .containsExactly(new FileFinding.Missing(new DatasetPath("a.csv"), 10));
        assertThat(verify(members("empty")).damage())
                .containsExactly(new FileFinding.Missing(new DatasetPath("empty"), 0));
    }

    @Test
    void an_empty_file_by_itself_is_there() throws Exception {
        FixityReport report = verify(members("empty"));

        assertThat(report.isIntact()).isTrue();
        assertThat(report.chosenCount()).isEqualTo(1);
    }

    @Test
    void an_empty_file_alone_is_enough_to_say_that_the_dataset_is_there() throws Exception {
        Files.delete(soil.at("a.csv"));
        Files.delete(soil.at("raw/b.csv"));
        Files.delete(soil.at("raw/c.txt"));
        Files.delete(soil.at("raw-not"));

        assertThat(verify(FileSelection.ALL).damage()).hasSize(4);
    }

    @Test
    void ignoring_all_that_is_missing_leaves_nothing() throws Exception {
        Files.delete(soil.at("a.csv"));

        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verify(new FileSelection(List.of(new DatasetPath("a.csv")), path -> true, true)))
                .withMessage("there is nothing of 'soil' at '%s'", soil.root());
    }

    @Test
    void progress_counts_what_was_chosen() throws Exception {
        List<Progress.Advance> seen = new ArrayList<>();

        Verification.run(request(members("raw")), Progress.counting(seen::add));

        assertThat(seen).last().satisfies(last -> {
            assertThat(last.bytesDone()).isEqualTo(50);
            assertThat(last.bytesTotal()).isEqualTo(50);
            assertThat(last.filesBegun()).isEqualTo(2);
            assertThat(last.files()).isEqualTo(2);
        });
    }

    private static boolean isCsv(DatasetPath path) {
        return path.text().endsWith(".csv");
    }

    private static FileSelection members(String... paths) {
        return new FileSelection(Stream.of(paths).map(DatasetPath::new).toList(), path -> true, false);
    }

    private List<String> chosen(FileSelection selection) throws InterruptedException {
        return verify(selection).findings().stream()
                .filter(finding -> finding instanceof FileFinding.Intact)
                .map(finding -> finding.path().text())
                .toList();
    }

    private FixityReport verify(FileSelection selection) throws InterruptedException {
        return Verification.run(request(selection), Progress.NONE);
    }

    private VerificationRequest request(FileSelection selection) {
        return VerificationRequest.of(torrent, soil.root()).withSelection(selection);
    }
}
