package org.seedbank.uploading.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.uploading.publish.FormatChoice.Reason;

/** A dataset's format is chosen by what its padding would add to the bytes that peers send. */
class FormatChoiceTest {

    @TempDir
    Path folder;

    @Test
    void small_files_travel_without_padding() throws Exception {
        assertThat(chosen(11, 200, 3))
                .isEqualTo(new FormatChoice(TorrentFormat.V1, Reason.MUCH_PADDING, 3 * 16384 - 214));
    }

    @Test
    void padding_of_a_tenth_is_borne_and_more_is_not() throws Exception {
        // 14,895 and 1,489 bytes up to the next block of 16,384: together one block for 163,840 bytes, exactly a tenth.
        assertThat(chosen(148_945, 14_895))
                .isEqualTo(new FormatChoice(TorrentFormat.HYBRID, Reason.LITTLE_PADDING, 16384));
        assertThat(chosen(148_944, 14_895)).isEqualTo(new FormatChoice(TorrentFormat.V1, Reason.MUCH_PADDING, 16385));
    }

    @Test
    void one_file_has_no_padding_also_in_a_folder() throws Exception {
        assertThat(chosen(5)).isEqualTo(new FormatChoice(TorrentFormat.HYBRID, Reason.LITTLE_PADDING, 0));
    }

    @Test
    void files_without_a_byte_need_no_padding() throws Exception {
        assertThat(chosen(0, 16384)).isEqualTo(new FormatChoice(TorrentFormat.HYBRID, Reason.LITTLE_PADDING, 0));
    }

    @Test
    void what_is_asked_for_is_made() throws Exception {
        assertThat(FormatChoice.of(Optional.of(TorrentFormat.V2), dataset(1, 1)))
                .isEqualTo(new FormatChoice(TorrentFormat.V2, Reason.ASKED, 2 * 16383));
    }

    private FormatChoice chosen(int... lengths) throws Exception {
        return FormatChoice.of(Optional.empty(), dataset(lengths));
    }

    private Dataset dataset(int... lengths) throws Exception {
        for (int i = 0; i < lengths.length; i++) {
            Files.write(folder.resolve("file" + i), new byte[lengths[i]]);
        }
        return DatasetScan.scan(folder, false);
    }
}
