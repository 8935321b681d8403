package org.seedbank.downloading.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.downloading.place.TargetLock;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.repair.FileRepair;
import org.seedbank.integrity.repair.KeptFiles;
import org.seedbank.integrity.torrent.Metainfo;

class RepairDatasetTest {

    private static final DatasetPath PH = new DatasetPath("north/ph.csv");
    private static final DatasetPath README = new DatasetPath("readme.txt");

    @TempDir
    Path folder;

    private Path copy;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        torrent = SmallTorrent.in(folder);
        copy = folder.resolve("copy");
        Files.createDirectories(copy.resolve("north"));
        Files.writeString(copy.resolve("north/ph.csv"), "6.6\n");
        Files.writeString(copy.resolve("readme.txt"), "Soil");
    }

    @Test
    void only_chosen_files_are_mended() throws Exception {
        RepairRequest request = RepairRequest.of(torrent, copy).withChosen(PH::equals);

        RepairOutcome outcome = repair().run(request, new CopySupply(folder), event -> {});

        assertThat(outcome.files()).containsExactly(new FileRepair.Mended(PH, List.of(new ByteRange(0, 4))));
        assertThat(outcome.bytesFetched()).isEqualTo(4);
        assertThat(outcome.shortfall()).isEmpty();
        assertThat(outcome.report().findings())
                .containsExactly(new FileFinding.Intact(PH, 4), new FileFinding.NotChosen(README, 5));
        assertThat(copy.resolve("north/ph.csv")).hasContent("6.5");
        assertThat(copy.resolve("readme.txt")).hasContent("Soil");
    }

    @Test
    void the_report_is_that_of_all_files_after_the_repair() throws Exception {
        RepairOutcome outcome = repair().run(everything(), new CopySupply(folder), event -> {});

        assertThat(outcome.report().findings())
                .containsExactly(new FileFinding.Intact(PH, 4), new FileFinding.Intact(README, 5));
        assertThat(outcome.report().extras()).isEmpty();
    }

    @Test
    void a_copy_that_another_process_writes_to_is_left_to_it() throws Exception {
        try (TargetLock held = TargetLock.take(copy.toRealPath())) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> repair().run(everything(), new CopySupply(folder), event -> {}))
                    .isInstanceOf(DownloadingException.Busy.class);
        }
        assertThat(copy.resolve("readme.txt")).hasContent("Soil");
    }

    @Test
    void what_an_interrupted_repair_left_goes_away_even_if_nothing_is_damaged() throws Exception {
        Files.createDirectories(copy.resolve(".seedbank-pieces/data"));
        Files.writeString(copy.resolve(".readme.txt.seedbank-repair"), "half");
        RepairRequest nothing = RepairRequest.of(torrent, folder.resolve("soil"));
        Files.writeString(folder.resolve("soil/.readme.txt.seedbank-repair"), "half");

        assertThat(repair().run(nothing, new CopySupply(folder), event -> {}))
                .satisfies(outcome -> assertThat(outcome.report().isIntact()).isTrue())
                .extracting(RepairOutcome::files, RepairOutcome::shortfall)
                .containsExactly(List.of(), Optional.empty());
        repair().run(everything(), new CopySupply(folder), event -> {});

        assertThat(folder.resolve("soil")).isDirectoryNotContaining("glob:**seedbank*");
        assertThat(copy).isDirectoryNotContaining("glob:**seedbank*");
    }

    /** ext4 takes 255 bytes, and the names of what is made beside a file must not be longer. */
    @Test
    void a_file_with_the_longest_name_is_mended_and_its_old_form_kept() throws Exception {
        String name = "w".repeat(251) + ".csv";
        Path good = Files.createDirectories(folder.resolve("good/long"));
        Files.writeString(good.resolve(name), "6.5\n");
        Metainfo longNames = SmallTorrent.of(good);
        Path bad = Files.createDirectories(folder.resolve("bad/long"));
        Files.writeString(bad.resolve(name), "9.9\n");
        RepairRequest request = RepairRequest.of(longNames, bad).withKept(new KeptFiles(path -> true, Instant.EPOCH));

        repair().run(request, new CopySupply(good), event -> {});

        assertThat(bad.resolve(name)).hasContent("6.5");
        assertThat(bad).isDirectoryContaining("glob:**.changed-19700101T000000Z");
    }

    @Test
    void pieces_that_do_not_fit_on_the_disk_are_not_fetched() throws Exception {
        Metainfo huge = SmallTorrent.ofOneFile(1L << 50);
        Path file = Files.writeString(folder.resolve("huge"), "short");
        SwarmSupply swarm = new SwarmSupply(
                () -> {
                    throw new AssertionError("no session is needed");
                },
                List.of(),
                Duration.ofSeconds(1));

        assertThatThrownBy(() -> repair().run(RepairRequest.of(huge, file), swarm, event -> {}))
                .isInstanceOf(DownloadingException.NoRoom.class);
        assertThat(file).hasContent("short");
        assertThat(folder).isDirectoryNotContaining("glob:**seedbank*");
    }

    private RepairRequest everything() {
        return RepairRequest.of(torrent, copy);
    }

    private RepairDataset repair() {
        return new RepairDataset();
    }
}
