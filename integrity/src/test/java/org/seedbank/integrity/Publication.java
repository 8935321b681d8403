package org.seedbank.integrity;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Torrents of what lies on disk. */
public final class Publication {

    private Publication() {}

    /** The torrent that seedbank makes of a file or folder. */
    public static Metainfo of(Path dataset, TorrentFormat format, int pieceLength) throws InterruptedException {
        return Metainfo.parse(draft(dataset, format, pieceLength)
                .write(List.of("udp://tracker"), List.of("https://seed/"), "a test", Optional.empty()));
    }

    public static TorrentDraft draft(Path dataset, TorrentFormat format, int pieceLength) throws InterruptedException {
        return DatasetHasher.hash(
                DatasetScan.scan(dataset, false), format, new PieceLength(pieceLength), 2, Progress.NONE);
    }

    /** The same torrent as another program would have made it: with pieces, without digests of files. */
    public static Metainfo foreign(Path dataset, TorrentFormat format, int pieceLength) throws Exception {
        return foreign(of(dataset, format, pieceLength));
    }

    /** A torrent without what seedbank put into it. */
    public static Metainfo foreign(Metainfo torrent) throws BencodeException {
        BDict root = (BDict) BencodeReader.read(torrent.bytes());
        Map<String, BValue> info = values(root.require("info", BDict.class));
        info.remove("x-seedbank");
        Map<String, BValue> values = values(root);
        values.put("info", BDict.of(info));
        return Metainfo.parse(BencodeWriter.write(BDict.of(values)));
    }

    private static Map<String, BValue> values(BDict dict) throws BencodeException {
        Map<String, BValue> values = new TreeMap<>();
        for (String key : dict.keys()) {
            values.put(key, dict.require(key, BValue.class));
        }
        return values;
    }
}
