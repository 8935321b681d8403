package org.seedbank.swarm.internal.adding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * The parts of a torrent's bytes that libtorrent is given one by one: {@code info} as it stands, and the piece layers.
 * The bytes were checked when the {@link Metainfo} was read, so here they are only walked through.
 */
public final class TorrentSlices {

    private final byte[] bytes;
    private final Map<ByteBuffer, ByteBuffer> layers = new HashMap<>();
    private int at;
    private ByteBuffer info = ByteBuffer.allocate(0);

    private TorrentSlices(byte[] bytes) {
        this.bytes = bytes;
    }

    static TorrentSlices of(Metainfo torrent) {
        TorrentSlices slices = new TorrentSlices(torrent.bytes());
        slices.walk();
        return slices;
    }

    /** The bencoded {@code info}, a view of the torrent's bytes. */
    ByteBuffer info() {
        return info;
    }

    /** The nodes of a file's pieces, 32 bytes each; empty for a file that is not longer than a piece. */
    public Optional<byte[]> layer(byte[] root) {
        return Optional.ofNullable(layers.get(ByteBuffer.wrap(root))).map(slice -> {
            byte[] layer = new byte[slice.remaining()];
            slice.duplicate().get(layer);
            return layer;
        });
    }

    private void walk() {
        at = 1;
        while (bytes[at] != 'e') {
            ByteBuffer key = string();
            int start = at;
            if (key.equals(ascii("piece layers"))) {
                walkLayers();
            } else {
                skip();
            }
            if (key.equals(ascii("info"))) {
                info = ByteBuffer.wrap(bytes, start, at - start);
            }
        }
    }

    private void walkLayers() {
        at++;
        while (bytes[at] != 'e') {
            ByteBuffer root = string();
            layers.put(root, string());
        }
        at++;
    }

    private void skip() {
        int depth = 0;
        do {
            byte next = bytes[at];
            if (next == 'd' || next == 'l') {
                depth++;
                at++;
            } else if (next == 'e') {
                depth--;
                at++;
            } else if (next == 'i') {
                at = end('e') + 1;
            } else {
                string();
            }
        } while (depth > 0);
    }

    private ByteBuffer string() {
        int colon = end(':');
        int length = 0;
        for (; at < colon; at++) {
            length = 10 * length + bytes[at] - '0';
        }
        at = colon + 1 + length;
        return ByteBuffer.wrap(bytes, colon + 1, length).slice();
    }

    private int end(char mark) {
        int position = at;
        while (bytes[position] != mark) {
            position++;
        }
        return position;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
