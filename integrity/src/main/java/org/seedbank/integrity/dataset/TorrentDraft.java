package org.seedbank.integrity.dataset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.MerkleTree;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Manifest;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * A hashed dataset on its way to a torrent. Its {@code info}, and so its infohashes, are settled; what stands beside
 * {@code info} is given to {@link #write}. Immutable.
 */
public final class TorrentDraft {

    private static final byte[] PRIVATE = "7:privatei1e".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OWN_KEY = "%d:%s"
            .formatted(Metainfo.SEEDBANK_KEY.length(), Metainfo.SEEDBANK_KEY)
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = {'e'};

    private final Dataset dataset;
    private final TorrentFormat format;
    private final PieceLength pieceLength;
    private final Manifest manifest;
    private final byte[] info;

    /** Where {@code private} has its place among the keys of {@code info}. */
    private final int privateAt;

    /** By the root of the file's tree; files of the same content share one. */
    private final SortedMap<Sha256, byte[]> pieceLayers;

    TorrentDraft(
            Dataset dataset, TorrentFormat format, PieceLength pieceLength, List<HashedFile> files, HashResult hashes) {
        this.dataset = dataset;
        this.format = format;
        this.pieceLength = pieceLength;
        this.manifest = new Manifest(files.stream()
                .map(file -> new Manifest.Line(file.digest(), file.path()))
                .toList());
        List<byte[]> roots = roots(files, hashes);
        byte[] own = BencodeWriter.exactly(this::own);
        this.info = BencodeWriter.exactly(info -> info(info, files, roots, hashes, own));
        this.privateAt = info.length - END.length - own.length - OWN_KEY.length;
        this.pieceLayers = pieceLayers(files, roots, hashes);
    }

    private TorrentDraft(TorrentDraft draft, byte[] info) {
        this.dataset = draft.dataset;
        this.format = draft.format;
        this.pieceLength = draft.pieceLength;
        this.manifest = draft.manifest;
        this.info = info;
        this.privateAt = draft.privateAt;
        this.pieceLayers = draft.pieceLayers;
    }

    /** The same as a private torrent (BEP 27), which has other infohashes. To be asked of a draft that is not one yet. */
    public TorrentDraft asPrivate() {
        byte[] marked = Arrays.copyOf(info, info.length + PRIVATE.length);
        System.arraycopy(PRIVATE, 0, marked, privateAt, PRIVATE.length);
        System.arraycopy(info, privateAt, marked, privateAt + PRIVATE.length, info.length - privateAt);
        return new TorrentDraft(this, marked);
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
        return format.hasV1() ? Optional.of(InfoHash.of(DigestUtils.sha1(info))) : Optional.empty();
    }

    /** SHA-256 of the bencoded {@code info}; absent without v2 hashes. */
    public Optional<InfoHash> infoHashV2() {
        return format.hasV2() ? Optional.of(InfoHash.of(DigestUtils.sha256(info))) : Optional.empty();
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
        return BencodeWriter.exactly(root -> write(root, trackers, webSeeds, createdBy, entryJson));
    }

    private void write(
            BencodeWriter root,
            List<String> trackers,
            List<String> webSeeds,
            String createdBy,
            Optional<String> entryJson) {
        root.beginDict();
        if (!trackers.isEmpty()) {
            root.key("announce").text(trackers.get(0));
            root.key("announce-list").beginList();
            trackers.forEach(url -> root.beginList().text(url).end());
            root.end();
        }
        root.key("created by").text(createdBy);
        root.key("info").encoded(info);
        if (format.hasV2()) {
            root.key("piece layers").beginDict();
            pieceLayers.forEach(
                    (pieceRoot, layer) -> root.key(pieceRoot.bytes()).bytes(layer));
            root.end();
        }
        if (!webSeeds.isEmpty()) {
            root.key("url-list").beginList();
            webSeeds.forEach(root::text);
            root.end();
        }
        entryJson.ifPresent(json -> root.key(Metainfo.ENTRY_KEY).text(json));
        root.end();
    }

    private void info(BencodeWriter info, List<HashedFile> files, List<byte[]> roots, HashResult hashes, byte[] own) {
        info.beginDict();
        if (format.hasV2()) {
            info.key("file tree");
            new FileTreeWriter(info).write(files, roots::get);
        }
        if (format.hasV1() && !dataset.singleFile()) {
            info.key("files");
            filesV1(info, files, hashes.rowLength());
        }
        if (format.hasV1() && dataset.singleFile()) {
            info.key("length").integer(files.get(0).length());
        }
        if (format.hasV2()) {
            info.key("meta version").integer(2);
        }
        info.key("name").text(dataset.name());
        info.key("piece length").integer(pieceLength.bytes());
        if (format.hasV1()) {
            info.key("pieces").bytes(hashes.v1Pieces());
        }
        info.key(Metainfo.SEEDBANK_KEY).encoded(own);
        info.end();
    }

    private void own(BencodeWriter own) {
        own.beginDict();
        own.key("digest").bytes(manifest.digest().bytes());
        own.key("files").bytes(digestsInManifestOrder());
        own.end();
    }

    private byte[] digestsInManifestOrder() {
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        manifest.lines().forEach(line -> digests.writeBytes(line.digest().bytes()));
        return digests.toByteArray();
    }

    private static void filesV1(BencodeWriter info, List<HashedFile> files, long rowLength) {
        info.beginList();
        long position = 0;
        for (HashedFile file : files) {
            padding(info, file.offset() - position);
            info.beginDict().key("length").integer(file.length()).key("path").beginList();
            file.path().names().forEach(info::text);
            info.end().end();
            position = file.offset() + file.length();
        }
        padding(info, rowLength - position);
        info.end();
    }

    private static void padding(BencodeWriter info, long length) {
        if (length > 0) {
            info.beginDict().key("attr").text("p").key("length").integer(length);
            info.key("path").beginList().text(".pad").text(Long.toString(length));
            info.end().end();
        }
    }

    /** The roots of the files' trees; without v2 hashes none. */
    private List<byte[]> roots(List<HashedFile> files, HashResult hashes) {
        List<byte[]> roots = new ArrayList<>();
        for (int i = 0; format.hasV2() && i < files.size(); i++) {
            byte[] layer = hashes.pieceLayer(i);
            boolean one = files.get(i).length() <= pieceLength.bytes();
            roots.add(one ? layer : MerkleTree.rootOfLayer(layer, pieceLength.bytes()));
        }
        return roots;
    }

    private SortedMap<Sha256, byte[]> pieceLayers(List<HashedFile> files, List<byte[]> roots, HashResult hashes) {
        SortedMap<Sha256, byte[]> layers = new TreeMap<>();
        for (int i = 0; format.hasV2() && i < files.size(); i++) {
            if (files.get(i).length() > pieceLength.bytes()) {
                layers.put(Sha256.of(roots.get(i)), hashes.pieceLayer(i));
            }
        }
        return layers;
    }

    /**
     * A file of a dataset with its digest.
     *
     * @param path its place in the dataset
     * @param length its length in bytes
     * @param offset where its first byte lies in the row of files and padding
     * @param digest SHA-256 of its bytes
     */
    record HashedFile(DatasetPath path, long length, long offset, Sha256 digest) {}
}
