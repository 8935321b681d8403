package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrayFileTest {

    @ParameterizedTest
    @CsvSource({
        ".DS_Store, macOS keeps it for itself",
        "data/._a.csv, macOS keeps it for itself",
        ".Trashes/501/a.csv, macOS keeps it for itself",
        "THUMBS.DB, Windows keeps it for itself",
        "$RECYCLE.BIN/S-1-5/x, Windows keeps it for itself",
        "System Volume Information/x, Windows keeps it for itself",
        ".nfs0000000001c3, NFS keeps it for itself",
        "lost+found, the file system keeps it for itself",
        ".directory, a Linux desktop keeps it for itself",
        "~$plan.docx, Microsoft Office left it",
        ".~lock.a.ods#, LibreOffice left it",
        "b.csv.!qB, an unfinished download of qBittorrent",
        "b.csv.!ut, an unfinished download of uTorrent or BitTorrent",
        "b.csv.part, 'an unfinished download of Transmission, KTorrent or Firefox'",
        "b.csv.aria2, an unfinished download of aria2",
        "b.csv.crdownload, an unfinished download of Chrome",
    })
    void it_is_named_by_who_left_it(String path, String words) {
        assertThat(StrayFile.at(path).map(StrayFile::words)).contains(words);
    }

    @Test
    void a_finder_s_icon_has_a_line_end_in_its_name() {
        assertThat(StrayFile.named("Icon\r").map(StrayFile::origin)).contains("macOS");
        assertThat(StrayFile.patterns()).contains("Icon\\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "DS_Store", "Icon", "nfs", ".part.csv", ".~lock.#x", "part", "lost found"})
    void other_names_are_nobody_s(String path) {
        assertThat(StrayFile.at(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "B.csv.!qB, B.csv",
        "B.csv.PART, B.csv",
        ".syncthing.B.csv.tmp, B.csv",
        "~uTorrentPartFile_1A2B.dat,",
        ".0123456789012345678901234567890123456789.parts,",
        ".DS_Store,",
        "B.csv,",
    })
    void an_unfinished_download_tells_of_which_file_it_is(String name, String finished) {
        assertThat(StrayFile.finishedName(name).orElse(null)).isEqualTo(finished);
    }
}
