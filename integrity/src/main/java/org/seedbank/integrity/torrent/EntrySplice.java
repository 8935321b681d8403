package org.seedbank.integrity.torrent;

import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.bencode.OuterDict;

/** Puts values beside {@code info} into the bytes of a torrent, or takes them out; no other byte changes. */
final class EntrySplice {

    private EntrySplice() {}

    /** The torrent with this catalog entry in place of the one that it holds, or in addition. */
    static byte[] put(byte[] torrent, String json) {
        return put(torrent, Metainfo.ENTRY_KEY, new BencodeWriter().text(json).toByteArray());
    }

    /** The torrent with this bencoded value in place of the one that it has under the key, or in addition. */
    static byte[] put(byte[] torrent, String key, byte[] value) {
        try {
            OuterDict outer = BencodeReader.readOuter(torrent, Set.of(), Set.of(key));
            Optional<OuterDict.Span> before = outer.span(key);
            if (before.isPresent()) {
                return splice(torrent, before.get().start(), before.get().end(), value);
            }
            byte[] pair = new BencodeWriter().text(key).encoded(value).toByteArray();
            int at = outer.placeFor(key);
            return splice(torrent, at, at, pair);
        } catch (BencodeException e) {
            throw new IllegalArgumentException("these are the bytes of a torrent that was read", e);
        }
    }

    /** The torrent without a key beside {@code info} and its value. */
    static byte[] remove(byte[] torrent, String key) {
        try {
            return BencodeReader.readOuter(torrent, Set.of(), Set.of(key))
                    .pair(key)
                    .map(pair -> splice(torrent, pair.start(), pair.end(), new byte[0]))
                    .orElse(torrent);
        } catch (BencodeException e) {
            throw new IllegalArgumentException("these are the bytes of a torrent that was read", e);
        }
    }

    private static byte[] splice(byte[] torrent, int start, int end, byte[] between) {
        // A torrent may be as large as a quarter of the heap, so it is copied once.
        byte[] spliced = new byte[start + between.length + torrent.length - end];
        System.arraycopy(torrent, 0, spliced, 0, start);
        System.arraycopy(between, 0, spliced, start, between.length);
        System.arraycopy(torrent, end, spliced, start + between.length, torrent.length - end);
        return spliced;
    }
}
