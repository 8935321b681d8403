package org.seedbank.integrity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.internal.hashing.MerkleTree;

/** Torrents as any other program might write them, of made-up hashes. */
public final class Torrents {

    private Torrents() {}

    /** A v1 torrent of one file. */
    public static Map<String, BValue> infoV1(String name, long length, int pieceLength) {
        long pieces = (length + pieceLength - 1) / pieceLength;
        Map<String, BValue> info = new TreeMap<>();
        info.put("name", BBytes.of(name));
        info.put("length", new BValue.BInteger(length));
        info.put("piece length", new BValue.BInteger(pieceLength));
        info.put("pieces", BBytes.of(new byte[Math.toIntExact(20 * pieces)]));
        return info;
    }

    /** A v2 torrent of one file, longer than a piece. */
    public static byte[] torrentV2(String name, long length, int pieceLength) {
        byte[] layer = new byte[Math.toIntExact(MerkleTree.NODE * ((length + pieceLength - 1) / pieceLength))];
        byte[] root = MerkleTree.rootOfLayer(layer, pieceLength);
        BDict leaf = BDict.of(Map.of("length", new BValue.BInteger(length), "pieces root", BBytes.of(root)));
        Map<String, BValue> info = new TreeMap<>();
        info.put("name", BBytes.of(name));
        info.put("meta version", new BValue.BInteger(2));
        info.put("piece length", new BValue.BInteger(pieceLength));
        info.put("file tree", BDict.of(Map.of(BDict.key(name), BDict.of(Map.of("", leaf)))));
        return torrent(info, Map.of("piece layers", BDict.of(Map.of(BDict.key(root), BBytes.of(layer)))));
    }

    /** The torrent with this {@code info} and nothing else. */
    public static byte[] torrent(Map<String, BValue> info) {
        return torrent(info, Map.of());
    }

    /** The torrent with this {@code info} and these values beside it. */
    public static byte[] torrent(Map<String, BValue> info, Map<String, BValue> beside) {
        Map<String, BValue> root = new TreeMap<>(beside);
        root.put("info", BDict.of(info));
        return BencodeWriter.write(BDict.of(root));
    }

    /** A file of a v1 list. */
    public static BDict file(long length, String... path) {
        return BDict.of(Map.of("length", new BValue.BInteger(length), "path", list(path)));
    }

    /** Padding in a v1 list. */
    public static BDict padding(long length) {
        return BDict.of(Map.of(
                "attr",
                BBytes.of("p"),
                "length",
                new BValue.BInteger(length),
                "path",
                list(".pad", Long.toString(length))));
    }

    public static BValue.BList list(String... texts) {
        return new BValue.BList(List.of(texts).stream().<BValue>map(BBytes::of).toList());
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
