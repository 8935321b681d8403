package org.seedbank.integrity.torrent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.internal.hashing.MerkleTree;

/**
 * The {@code piece layers} of a torrent (BEP 52), each held against the root of its file. Some or all may be missing, as
 * in a torrent that was made from a magnet link.
 */
final class PieceLayers {

    /** For a torrent without v2 hashes. */
    static final PieceLayers NONE = new PieceLayers(0, Map.of(), 0);

    private static final byte[] UNKNOWN = new byte[0];

    private final int pieceLength;

    /** Layers that make their root; files of the same content share one. */
    private final Map<Sha256, byte[]> checked;

    private final int missing;

    private PieceLayers(int pieceLength, Map<Sha256, byte[]> checked, int missing) {
        this.pieceLength = pieceLength;
        this.checked = checked;
        this.missing = missing;
    }

    static PieceLayers read(Optional<BDict> given, List<TorrentFile> files, int pieceLength) throws BencodeException {
        BDict layers = given.orElse(BDict.of(Map.of()));
        Map<Sha256, byte[]> checked = new HashMap<>();
        int missing = 0;
        for (TorrentFile file : files) {
            if (file.length() <= pieceLength) {
                continue;
            }
            Sha256 root = file.piecesRoot().orElseThrow();
            byte[] known = checked.get(root);
            Optional<BBytes> layer =
                    known == null ? layers.get(BDict.key(root.bytes()), BBytes.class) : Optional.empty();
            if (known != null) {
                checkLength(known, file, pieceLength);
            } else if (layer.isPresent()) {
                checked.put(root, checkedLayer(layer.get().copy(), file, pieceLength));
            } else {
                missing++;
            }
        }
        return new PieceLayers(pieceLength, checked, missing);
    }

    private static byte[] checkedLayer(byte[] nodes, TorrentFile file, int pieceLength) throws BencodeException {
        checkLength(nodes, file, pieceLength);
        byte[] root = file.piecesRoot().orElseThrow().bytes();
        if (!Arrays.equals(MerkleTree.rootOfLayer(nodes, pieceLength), root)) {
            throw new BencodeException("the piece layer of '%s' does not make its root".formatted(file.path()));
        }
        return nodes;
    }

    private static void checkLength(byte[] layer, TorrentFile file, int pieceLength) throws BencodeException {
        long pieces = (file.length() + pieceLength - 1) / pieceLength;
        if (layer.length % MerkleTree.NODE != 0 || layer.length / MerkleTree.NODE != pieces) {
            throw new BencodeException("the piece layer of '%s' has %d bytes, not %d nodes of 32"
                    .formatted(file.path(), layer.length, pieces));
        }
    }

    /** Files whose layer is missing. */
    int missing() {
        return missing;
    }

    boolean has(TorrentFile file) {
        return file.length() <= pieceLength
                || checked.containsKey(file.piecesRoot().orElseThrow());
    }

    /** The nodes of a file's pieces: its layer, its root when it is not longer than a piece, none when empty or unknown. */
    byte[] nodes(TorrentFile file) {
        if (file.length() == 0) {
            return UNKNOWN;
        }
        Sha256 root = file.piecesRoot().orElseThrow();
        return file.length() <= pieceLength ? root.bytes() : checked.getOrDefault(root, UNKNOWN);
    }
}
