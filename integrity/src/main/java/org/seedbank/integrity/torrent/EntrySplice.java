package org.seedbank.integrity.torrent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.BencodeWriter;

/** Puts a catalog entry into the bytes of a torrent, of which no other byte changes. */
final class EntrySplice {

    private EntrySplice() {}

    /** The torrent with this entry in place of the one that it holds, or in addition. */
    static byte[] put(byte[] torrent, String json) {
        try {
            BencodeReader.Marked before = BencodeReader.readMarking(torrent, Metainfo.ENTRY_KEY);
            byte[] value = new BencodeWriter().text(json).toByteArray();
            if (before.start() >= 0) {
                return splice(torrent, before.start(), before.end(), value);
            }
            byte[] pair =
                    new BencodeWriter().text(Metainfo.ENTRY_KEY).encoded(value).toByteArray();
            int at = placeOfKeyBehind(torrent, before.root());
            return splice(torrent, at, at, pair);
        } catch (BencodeException e) {
            throw new IllegalArgumentException("these are the bytes of a torrent that was read", e);
        }
    }

    /** Keys are sorted by their bytes. */
    private static int placeOfKeyBehind(byte[] torrent, BDict root) throws BencodeException {
        Optional<String> behind = root.keys().stream()
                .filter(key -> key.compareTo(Metainfo.ENTRY_KEY) > 0)
                .findFirst();
        if (behind.isEmpty()) {
            return torrent.length - 1;
        }
        byte[] key = behind.get().getBytes(StandardCharsets.ISO_8859_1);
        int written = new BencodeWriter().bytes(key).toByteArray().length;
        return BencodeReader.readMarking(torrent, behind.get()).start() - written;
    }

    private static byte[] splice(byte[] torrent, int start, int end, byte[] between) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(torrent.length + between.length);
        spliced.write(torrent, 0, start);
        spliced.writeBytes(between);
        spliced.write(torrent, end, torrent.length - end);
        return spliced.toByteArray();
    }
}
