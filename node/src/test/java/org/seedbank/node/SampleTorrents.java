package org.seedbank.node;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.seedbank.integrity.torrent.Metainfo;

/** Torrents of made-up hashes. */
public final class SampleTorrents {

    private SampleTorrents() {}

    /** A v1 torrent of one file of three bytes, with another infohash for each name. */
    public static Metainfo named(String name) {
        return Metainfo.parse("d4:infod6:lengthi3e4:name%d:%s12:piece lengthi16384e6:pieces20:%see"
                .formatted(name.getBytes(StandardCharsets.UTF_8).length, name, "p".repeat(20))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A v1 torrent of a folder with one file, with the true hash of its one piece. */
    public static Metainfo ofOneFileIn(String folder, String name, String content) throws NoSuchAlgorithmException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] piece = MessageDigest.getInstance("SHA-1").digest(bytes);
        String head = "d4:infod5:filesld6:lengthi%de4:pathl%d:%seee4:name%d:%s12:piece lengthi16384e6:pieces20:"
                .formatted(bytes.length, name.length(), name, folder.length(), folder);
        String torrent = head + new String(piece, StandardCharsets.ISO_8859_1) + "ee";
        return Metainfo.parse(torrent.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A torrent of about {@code megabytes} MiB. */
    public static Metainfo large(int megabytes) {
        int pieces = (megabytes << 20) / 20;
        byte[] head = "d4:infod6:lengthi%de4:name5:large12:piece lengthi16384e6:pieces%d:"
                .formatted(pieces * 16384L, pieces * 20)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] torrent = new byte[head.length + pieces * 20 + 2];
        System.arraycopy(head, 0, torrent, 0, head.length);
        torrent[torrent.length - 2] = 'e';
        torrent[torrent.length - 1] = 'e';
        return Metainfo.parse(torrent);
    }
}
