package org.seedbank.integrity;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.internal.bencode.BBytes;
import org.seedbank.integrity.internal.bencode.BDict;
import org.seedbank.integrity.internal.bencode.BInteger;
import org.seedbank.integrity.internal.bencode.BList;
import org.seedbank.integrity.internal.bencode.BValue;
import org.seedbank.integrity.internal.bencode.BencodeWriter;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.MerkleTree;

/**
 * A hashed dataset on its way to a torrent. Its {@code info}, and so its infohashes, are settled; what stands beside
 * {@code info} is given to {@link #write}. Immutable.
 */
public final class TorrentDraft {

    private final Dataset dataset;
    private final TorrentFormat format;
    private final PieceLength pieceLength;
    private final Manifest manifest;
    private final BDict info;
    private final byte[] infoBytes;
    private final BDict pieceLayers;

    TorrentDraft(
            Dataset dataset, TorrentFormat format, PieceLength pieceLength, List<HashedFile> files, HashResult hashes) {
        this.dataset = dataset;
        this.format = format;
        this.pieceLength = pieceLength;
        this.manifest = new Manifest(files.stream()
                .map(file -> new Manifest.Line(file.digest(), file.path()))
                .toList());
        this.info = info(files, hashes);
        this.infoBytes = BencodeWriter.write(info);
        this.pieceLayers = pieceLayers(files, hashes);
    }

    /** The dataset that was hashed. */
    public Dataset dataset() {
        return dataset;
    }

    /** The dataset's manifest. */
    public Manifest manifest() {
        return manifest;
    }

    /** Which hashes the torrent carries. */
    public TorrentFormat format() {
        return format;
    }

    /** Bytes in a piece. */
    public PieceLength pieceLength() {
        return pieceLength;
    }

    /** SHA-1 of the bencoded {@code info}; absent without v1 hashes. */
    public Optional<InfoHash> infoHashV1() {
        return format.hasV1() ? Optional.of(InfoHash.of(DigestUtils.sha1(infoBytes))) : Optional.empty();
    }

    /** SHA-256 of the bencoded {@code info}; absent without v2 hashes. */
    public Optional<InfoHash> infoHashV2() {
        return format.hasV2() ? Optional.of(InfoHash.of(DigestUtils.sha256(infoBytes))) : Optional.empty();
    }

    /**
     * The torrent's bytes. The same dataset and arguments give the same bytes.
     *
     * @param trackers announce URLs; each becomes a tier of its own
     * @param webSeeds URLs of web seeds (BEP 19)
     * @param createdBy program and version
     * @param entryJson the catalog entry, if it is to travel with the torrent
     */
    public byte[] write(List<String> trackers, List<String> webSeeds, String createdBy, Optional<String> entryJson) {
        Map<String, BValue> root = new TreeMap<>();
        root.put("info", info);
        root.put("created by", BBytes.of(createdBy));
        if (format.hasV2()) {
            root.put("piece layers", pieceLayers);
        }
        if (!trackers.isEmpty()) {
            root.put("announce", BBytes.of(trackers.get(0)));
            root.put(
                    "announce-list",
                    new BList(trackers.stream()
                            .<BValue>map(url -> new BList(List.of(BBytes.of(url))))
                            .toList()));
        }
        if (!webSeeds.isEmpty()) {
            root.put(
                    "url-list",
                    new BList(webSeeds.stream().<BValue>map(BBytes::of).toList()));
        }
        entryJson.ifPresent(json -> root.put(Metainfo.ENTRY_KEY, BBytes.of(json)));
        return BencodeWriter.write(BDict.of(root));
    }

    private BDict info(List<HashedFile> files, HashResult hashes) {
        Map<String, BValue> info = new TreeMap<>();
        info.put("name", BBytes.of(dataset.name()));
        info.put("piece length", new BInteger(pieceLength.bytes()));
        if (format.hasV1()) {
            info.put("pieces", BBytes.of(hashes.v1Pieces()));
            if (dataset.singleFile()) {
                info.put("length", new BInteger(files.get(0).length()));
            } else {
                info.put("files", filesV1(files, hashes.rowLength()));
            }
        }
        if (format.hasV2()) {
            info.put("meta version", new BInteger(2));
            info.put("file tree", fileTree(files, hashes));
        }
        info.put(
                Metainfo.SEEDBANK_KEY,
                BDict.of(Map.of(
                        "digest", BBytes.of(manifest.digest().bytes()), "files", BBytes.of(digestsInManifestOrder()))));
        return BDict.of(info);
    }

    private byte[] digestsInManifestOrder() {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        manifest.lines().forEach(line -> digests.writeBytes(line.digest().bytes()));
        return digests.toByteArray();
    }

    private static BList filesV1(List<HashedFile> files, long rowLength) {
        List<BValue> list = new ArrayList<>();
        long position = 0;
        for (HashedFile file : files) {
            if (file.offset() > position) {
                list.add(padding(file.offset() - position));
            }
            list.add(BDict.of(Map.of(
                    "length",
                    new BInteger(file.length()),
                    "path",
                    path(file.path().names()))));
            position = file.offset() + file.length();
        }
        if (rowLength > position) {
            list.add(padding(rowLength - position));
        }
        return new BList(list);
    }

    private static BDict padding(long length) {
        return BDict.of(Map.of(
                "attr", BBytes.of("p"),
                "length", new BInteger(length),
                "path", path(List.of(".pad", Long.toString(length)))));
    }

    private static BList path(List<String> names) {
        return new BList(names.stream().<BValue>map(BBytes::of).toList());
    }

    private BDict fileTree(List<HashedFile> files, HashResult hashes) {
        TreeFolder root = new TreeFolder();
        for (int i = 0; i < files.size(); i++) {
            Map<String, BValue> leaf = new TreeMap<>();
            leaf.put("length", new BInteger(files.get(i).length()));
            if (files.get(i).length() > 0) {
                leaf.put("pieces root", BBytes.of(root(files.get(i), hashes.pieceLayer(i))));
            }
            root.put(files.get(i).path().names(), BDict.of(Map.of("", BDict.of(leaf))));
        }
        return root.toDict();
    }

    private byte[] root(HashedFile file, byte[] layer) {
        return file.length() <= pieceLength.bytes() ? layer : MerkleTree.rootOfLayer(layer, pieceLength.bytes());
    }

    private BDict pieceLayers(List<HashedFile> files, HashResult hashes) {
        Map<String, BValue> layers = new TreeMap<>();
        for (int i = 0; format.hasV2() && i < files.size(); i++) {
            if (files.get(i).length() > pieceLength.bytes()) {
                byte[] layer = hashes.pieceLayer(i);
                layers.put(BDict.key(root(files.get(i), layer)), BBytes.of(layer));
            }
        }
        return BDict.of(layers);
    }
}
