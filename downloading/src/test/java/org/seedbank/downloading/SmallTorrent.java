package org.seedbank.downloading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Makes torrents of small datasets. */
public final class SmallTorrent {

    private SmallTorrent() {}

    /** Of the folder {@code soil} with two files, which is written below {@code parent}. */
    public static Metainfo in(Path parent) throws IOException, InterruptedException {
        Path dataset = parent.resolve("soil");
        Files.createDirectories(dataset.resolve("north"));
        Files.writeString(dataset.resolve("north/ph.csv"), "6.5\n");
        Files.writeString(dataset.resolve("readme.txt"), "Soil\n");
        return of(dataset);
    }

    /** Of one file of any length, as another program would make it; nobody has that file. */
    public static Metainfo ofOneFile(long length) {
        long pieceLength = 1 << 30;
        int hashes = Math.toIntExact((length + pieceLength - 1) / pieceLength * 20);
        String torrent = "d4:infod6:lengthi%de4:name4:huge12:piece lengthi%de6:pieces%d:%see"
                .formatted(length, pieceLength, hashes, "x".repeat(hashes));
        return Metainfo.parse(torrent.getBytes(StandardCharsets.US_ASCII));
    }

    /** Of the folder {@code odd} with these files of one byte, as another program would make it; nobody has them. */
    public static Metainfo ofNames(String... names) {
        StringBuilder files = new StringBuilder();
        for (String name : names) {
            int bytes = name.getBytes(StandardCharsets.UTF_8).length;
            files.append("d6:lengthi1e4:pathl%d:%see".formatted(bytes, name));
        }
        String torrent =
                "d4:infod5:filesl%se4:name3:odd12:piece lengthi16384e6:pieces20:%see".formatted(files, "x".repeat(20));
        return Metainfo.parse(torrent.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a dataset that is there. */
    public static Metainfo of(Path dataset) throws InterruptedException {
        return Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(dataset, false),
                        TorrentFormat.HYBRID,
                        new PieceLength(PieceLength.MIN),
                        1,
                        Progress.NONE)
                .write(List.of(), List.of(), "seedbank test", Optional.empty()));
    }
}
