package org.seedbank.integrity.torrent;

import java.util.ArrayList;
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

/** Reads the {@code piece layers} of a torrent (BEP 52) and holds each against the root of its file. */
final class PieceLayers {

    private final BDict given;
    private final int pieceLength;

    /** Layers that make their root; files of the same content share one. */
    private final Map<Sha256, byte[]> checked = new HashMap<>();

    private PieceLayers(BDict given, int pieceLength) {
        this.given = given;
        this.pieceLength = pieceLength;
    }

    /** The nodes of each file's pieces: its layer, its root when it is not longer than a piece, none when empty. */
    static List<byte[]> read(BDict torrent, List<TorrentFile> files, int pieceLength) throws BencodeException {
        BDict given = torrent.get("piece layers", BDict.class).orElse(BDict.of(Map.of()));
        PieceLayers reader = new PieceLayers(given, pieceLength);
        List<byte[]> layers = new ArrayList<>(files.size());
        for (TorrentFile file : files) {
            layers.add(reader.nodes(file));
        }
        return List.copyOf(layers);
    }

    private byte[] nodes(TorrentFile file) throws BencodeException {
        if (file.length() == 0) {
            return new byte[0];
        }
        Sha256 root = file.piecesRoot().orElseThrow();
        if (file.length() <= pieceLength) {
            return root.bytes();
        }
        byte[] layer = checked.get(root);
        if (layer == null) {
            layer = layer(root, file);
            checked.put(root, layer);
        }
        checkLength(layer, file);
        return layer;
    }

    private byte[] layer(Sha256 root, TorrentFile file) throws BencodeException {
        Optional<BBytes> layer = given.get(BDict.key(root.bytes()), BBytes.class);
        if (layer.isEmpty()) {
            throw new BencodeException("the piece layer of '%s' is missing".formatted(file.path()));
        }
        byte[] nodes = layer.get().copy();
        checkLength(nodes, file);
        if (!Arrays.equals(MerkleTree.rootOfLayer(nodes, pieceLength), root.bytes())) {
            throw new BencodeException("the piece layer of '%s' does not make its root".formatted(file.path()));
        }
        return nodes;
    }

    private void checkLength(byte[] layer, TorrentFile file) throws BencodeException {
        long pieces = (file.length() + pieceLength - 1) / pieceLength;
        if (layer.length % MerkleTree.NODE != 0 || layer.length / MerkleTree.NODE != pieces) {
            throw new BencodeException("the piece layer of '%s' has %d bytes, not %d nodes of 32"
                    .formatted(file.path(), layer.length, pieces));
        }
    }
}
