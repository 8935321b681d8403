package org.seedbank.node;

import java.nio.charset.StandardCharsets;
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
