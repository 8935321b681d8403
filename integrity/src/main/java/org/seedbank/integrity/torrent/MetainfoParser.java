package org.seedbank.integrity.torrent;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.internal.hashing.MerkleTree;

/** Reads a torrent and checks everything in it that can be checked without its data. */
final class MetainfoParser {

    private static final int LARGEST_PIECE = 1 << 30;
    private static final int MOST_URLS = 1000;
    private static final Sha256 EMPTY = Sha256.digestOf(new byte[0]);

    private final BencodeReader.Marked marked;
    private final byte[] bytes;
    private final BDict info;
    private final String name;
    private final int pieceLength;
    private final TorrentFormat format;

    private MetainfoParser(byte[] bytes) throws BencodeException {
        this.bytes = bytes;
        this.marked = BencodeReader.readMarking(bytes, "info");
        this.info = marked.root().require("info", BDict.class);
        this.format = format(info);
        this.name = name(info);
        this.pieceLength = pieceLength(info, format);
    }

    static Metainfo parse(byte[] bytes) {
        if (bytes.length > Metainfo.MAX_BYTES) {
            throw Metainfo.tooLarge();
        }
        try {
            return new MetainfoParser(bytes).metainfo();
        } catch (BencodeException | IllegalArgumentException e) {
            throw new IntegrityException.BadTorrent(e.getMessage(), e);
        }
    }

    private Metainfo metainfo() throws BencodeException {
        FileList files =
                format.hasV1() ? FileListV1.read(info, name, pieceLength) : FileListV2.read(info, name, pieceLength);
        if (format == TorrentFormat.HYBRID) {
            files = FileListV2.read(info, name, pieceLength).mergedWith(files, pieceLength);
        }
        checkUnique(files.files());
        checkPieceCount(files);
        byte[] v1Pieces = format.hasV1() ? v1Pieces(files.rowLength()) : new byte[0];
        List<byte[]> layers = format.hasV2() ? PieceLayers.read(marked.root(), files.files(), pieceLength) : List.of();
        Optional<Sha256> digest = Optional.empty();
        List<TorrentFile> described = files.files();
        Optional<BDict> seedbank = info.get(Metainfo.SEEDBANK_KEY, BDict.class);
        if (seedbank.isPresent()) {
            described = withDigests(described, seedbank.get());
            digest = Optional.of(datasetDigest(described, seedbank.get()));
        }
        MetainfoParts parts = new MetainfoParts(
                name,
                files.singleFile(),
                format,
                pieceLength,
                marked.start(),
                marked.end(),
                List.copyOf(described),
                files.rowLength(),
                digest,
                trackers(),
                webSeeds(),
                entryJson());
        return new Metainfo(parts, bytes, v1Pieces, layers);
    }

    private static TorrentFormat format(BDict info) throws BencodeException {
        boolean v1 = info.get("pieces").isPresent();
        Optional<BValue.BInteger> version = info.get("meta version", BValue.BInteger.class);
        if (version.isPresent() && version.get().value() != 2) {
            throw new BencodeException("its meta version is %d, and only 2 is known"
                    .formatted(version.get().value()));
        }
        if (version.isEmpty() && !v1) {
            throw new BencodeException("it has neither v1 pieces nor a v2 file tree");
        }
        if (version.isEmpty()) {
            return TorrentFormat.V1;
        }
        return v1 ? TorrentFormat.HYBRID : TorrentFormat.V2;
    }

    /** Files may share a piece layer, so the torrent's own size bounds neither the hashes to keep nor the work. */
    private void checkPieceCount(FileList files) throws BencodeException {
        long pieces = (files.rowLength() + pieceLength - 1) / pieceLength;
        if (pieces > Metainfo.MAX_PIECES) {
            throw new BencodeException("it has %d pieces, more than %d".formatted(pieces, Metainfo.MAX_PIECES));
        }
    }

    private static String name(BDict info) throws BencodeException {
        Optional<BBytes> utf8 = info.get("name.utf-8", BBytes.class);
        String name = utf8.isPresent()
                ? utf8.get().text()
                : info.require("name", BBytes.class).text();
        return DatasetPath.ofNames(List.of(name)).text();
    }

    private static int pieceLength(BDict info, TorrentFormat format) throws BencodeException {
        long length = info.require("piece length", BValue.BInteger.class).value();
        if (length < 1 || length > LARGEST_PIECE) {
            throw new BencodeException("its piece length is %d".formatted(length));
        }
        if (format.hasV2() && (Long.bitCount(length) != 1 || length < MerkleTree.LEAF_LENGTH)) {
            throw new BencodeException("its piece length %d is not a power of two from 16 KiB".formatted(length));
        }
        return (int) length;
    }

    private static void checkUnique(List<TorrentFile> files) throws BencodeException {
        Set<String> paths = new HashSet<>();
        for (TorrentFile file : files) {
            if (!paths.add(file.path().text())) {
                throw new BencodeException("it names the file '%s' twice".formatted(file.path()));
            }
        }
        for (TorrentFile file : files) {
            String path = file.path().text();
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                if (paths.contains(path.substring(0, slash))) {
                    throw new BencodeException(
                            "it has a file and a folder named '%s'".formatted(path.substring(0, slash)));
                }
            }
        }
    }

    private byte[] v1Pieces(long rowLength) throws BencodeException {
        byte[] pieces = info.require("pieces", BBytes.class).copy();
        long expected = (rowLength + pieceLength - 1) / pieceLength;
        if (pieces.length % 20 != 0 || pieces.length / 20 != expected) {
            throw new BencodeException("it has %s v1 pieces where its files need %d"
                    .formatted(pieces.length % 20 == 0 ? pieces.length / 20 : "a torn row of", expected));
        }
        return pieces;
    }

    /** File digests stand in manifest order, which is not the torrent's where names hold '-' or '.' beside '/'. */
    private static List<TorrentFile> withDigests(List<TorrentFile> files, BDict seedbank) throws BencodeException {
        byte[] digests = seedbank.require("files", BBytes.class).copy();
        if (digests.length != (long) files.size() * Sha256.BYTES) {
            throw new BencodeException(
                    "its x-seedbank has %d bytes of digests for %d files".formatted(digests.length, files.size()));
        }
        List<Integer> manifestOrder = Manifest.order(files, TorrentFile::path);
        TorrentFile[] result = new TorrentFile[files.size()];
        for (int line = 0; line < result.length; line++) {
            int index = manifestOrder.get(line);
            TorrentFile file = files.get(index);
            Sha256 digest = Sha256.at(digests, line * Sha256.BYTES);
            if (file.length() == 0 && !digest.equals(EMPTY)) {
                throw new BencodeException(
                        "the digest of the empty file '%s' is not that of no bytes".formatted(file.path()));
            }
            result[index] = new TorrentFile(
                    file.path(),
                    file.length(),
                    file.offset(),
                    file.piecesRoot(),
                    sharedWith(file.piecesRoot(), digest));
        }
        return Arrays.asList(result);
    }

    /** The digest of a file of one leaf is its root too, and is not kept twice. */
    private static Optional<Sha256> sharedWith(Optional<Sha256> root, Sha256 digest) {
        return root.isPresent() && root.get().equals(digest) ? root : Optional.of(digest);
    }

    private static Sha256 datasetDigest(List<TorrentFile> files, BDict seedbank) throws BencodeException {
        byte[] claimed = seedbank.require("digest", BBytes.class).copy();
        Sha256 actual = new Manifest(files.stream()
                        .map(f -> new Manifest.Line(f.digest().orElseThrow(), f.path()))
                        .toList())
                .digest();
        if (!Arrays.equals(claimed, actual.bytes())) {
            throw new BencodeException("its dataset digest is not the digest of its own manifest");
        }
        return actual;
    }

    private List<String> trackers() throws BencodeException {
        Set<String> urls = new LinkedHashSet<>();
        Optional<BBytes> announce = marked.root().get("announce", BBytes.class);
        if (announce.isPresent()) {
            addUrl(urls, announce.get());
        }
        for (BValue tier : marked.root()
                .get("announce-list", BValue.BList.class)
                .orElse(new BValue.BList(List.of()))
                .values()) {
            addUrls(urls, tier);
        }
        return List.copyOf(urls);
    }

    private List<String> webSeeds() throws BencodeException {
        Set<String> urls = new LinkedHashSet<>();
        Optional<BValue> list = marked.root().get("url-list");
        if (list.isPresent()) {
            addUrls(urls, list.get());
        }
        return List.copyOf(urls);
    }

    private static void addUrls(Set<String> urls, BValue value) throws BencodeException {
        if (value instanceof BValue.BList list) {
            for (BValue each : list.values()) {
                addUrl(urls, each);
            }
        } else {
            addUrl(urls, value);
        }
    }

    private static void addUrl(Set<String> urls, BValue value) throws BencodeException {
        if (!(value instanceof BBytes url)) {
            throw new BencodeException("a URL in it is %s".formatted(value.kind()));
        }
        if (url.length() > 0) {
            urls.add(url.text());
        }
        if (urls.size() > MOST_URLS) {
            throw new BencodeException("it has more than %d URLs".formatted(MOST_URLS));
        }
    }

    private Optional<String> entryJson() throws BencodeException {
        Optional<BBytes> json = marked.root().get(Metainfo.ENTRY_KEY, BBytes.class);
        return json.isPresent() ? Optional.of(json.get().text()) : Optional.empty();
    }
}
