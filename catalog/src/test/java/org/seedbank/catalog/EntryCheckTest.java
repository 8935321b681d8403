package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

final class EntryCheckTest {

    private static final SampleDataset DATASET = SampleDataset.number(1);
    private static final Metainfo TORRENT = Metainfo.parse(DATASET.torrent());

    @Test
    void an_entry_agrees_with_its_own_torrent() {
        assertThat(EntryCheck.disagreements(DATASET.draft(), TORRENT)).isEmpty();
    }

    @Test
    void a_swapped_torrent_is_named_with_all_that_differs() {
        SampleDataset other = new SampleDataset("depth-1.csv", "station,depth\n1,1000\n");

        List<String> found = EntryCheck.disagreements(DATASET.draft(), Metainfo.parse(other.torrent()));

        assertThat(found)
                .containsExactly(
                        "the dataset digest is %s in the entry and %s in the torrent"
                                .formatted(DATASET.digest(), other.digest()),
                        "the v1 infohash is %s in the entry and %s in the torrent"
                                .formatted(
                                        DATASET.draft().infohashV1().orElseThrow(),
                                        other.draft().infohashV1().orElseThrow()),
                        "the number of bytes is 19 in the entry and 21 in the torrent");
    }

    @Test
    void an_entry_that_lies_about_its_torrent_is_found_out() {
        InfoHash v2 = new InfoHash("9".repeat(64));
        Entry entry = DATASET.draft().toBuilder()
                .files(2)
                .pieceLength(32768)
                .infohashV2(v2)
                .build();

        assertThatThrownBy(() -> EntryCheck.requireAgreement(entry, TORRENT))
                .isInstanceOf(CatalogException.TorrentMismatch.class)
                .hasMessage("the torrent of '%s' is not the one its entry describes: ".formatted(DATASET.digest())
                        + "the v2 infohash is %s in the entry and absent in the torrent; ".formatted(v2)
                        + "the number of files is 2 in the entry and 1 in the torrent; "
                        + "the piece length is 32768 in the entry and 16384 in the torrent");
    }

    @Test
    void a_torrent_that_is_not_seedbanks_never_agrees() {
        byte[] plain = SampleDataset.number(1).torrentWithoutDigests();

        assertThat(EntryCheck.disagreements(DATASET.draft(), Metainfo.parse(plain)))
                .contains(
                        "the dataset digest is %s in the entry and absent in the torrent".formatted(DATASET.digest()));
    }
}
