package org.seedbank.integrity.torrent;

import java.util.Arrays;
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
import org.seedbank.integrity.bencode.OuterDict;
import org.seedbank.integrity.internal.hashing.MerkleTree;

/** Reads a torrent and checks everything in it that can be checked without its data. */
final class MetainfoParser {

    private static final int LARGEST_PIECE = 1 << 30;
    private static final String PIECE_LAYERS = "piece layers";
    private static final Sha256 EMPTY = Sha256.digestOf(new byte[0]);

    private final OuterDict outer;
    private final byte[] bytes;
    private final TorrentWarnings warnings = new TorrentWarnings();
    private final TorrentNames names = new TorrentNames();
    private final BDict info;
    private final String name;
    private final int pieceLength;
    private final TorrentFormat format;

    private MetainfoParser(byte[] bytes) throws BencodeException {
        this.outer = BencodeReader.readOuter(bytes, Set.of("info", PIECE_LAYERS), BesideInfoReader.KEYS);
        outer.oddities().forEach(warnings::add);
        int behind = bytes.length - outer.end();
        if (behind > 0) {
            warnings.add("what follows its end is not read: %d B".formatted(behind));
        }
        this.bytes = behind > 0 ? Arrays.copyOf(bytes, outer.end()) : bytes;
        this.info = dict("info").orElseThrow(() -> new BencodeException("'info' is missing"));
        this.format = format(info);
        this.name = name();
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

    private Optional<BDict> dict(String key) throws BencodeException {
        Optional<BValue> value = outer.get(key);
        if (value.isPresent() && !(value.get() instanceof BDict)) {
            throw new BencodeException("'%s' is %s".formatted(key, value.get().kind()));
        }
        return value.map(BDict.class::cast);
    }

    private Metainfo metainfo() throws BencodeException {
        FileList files = files();
        // libtorrent takes none of these, and there would be no piece to share.
        if (files.files().stream().allMatch(file -> file.length() == 0)) {
            throw new BencodeException("there is not a byte in its files");
        }
        PathIndex index = PathIndex.of(files.files());
        Optional<String> clash = index.clash();
        if (clash.isPresent()) {
            throw new BencodeException(clash.get());
        }
        List<TorrentLink> links = Links.safe(files.links(), index, warnings);
        checkPieceCount(files);
        byte[] v1Pieces = format.hasV1() ? v1Pieces(files.rowLength()) : new byte[0];
        PieceLayers layers =
                format.hasV2() ? PieceLayers.read(dict(PIECE_LAYERS), files.files(), pieceLength) : PieceLayers.NONE;
        if (layers.missing() > 0) {
            warnings.add("it lacks the piece layers of %d of its files, which can only be verified as a whole%s"
                    .formatted(layers.missing(), format.hasV1() ? " or by their v1 pieces" : ""));
        }
        Optional<Sha256> digest = Optional.empty();
        names.tell(warnings);
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
                isPrivate(),
                outer.span("info").orElseThrow(),
                List.copyOf(described),
                links,
                files.facts(),
                files.rowLength(),
                digest,
                BesideInfoReader.read(outer, warnings),
                warnings.list());
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

    private FileList files() throws BencodeException {
        if (!format.hasV1()) {
            return FileListV2.read(info, name, pieceLength, names, List.of());
        }
        FileList v1 = FileListV1.read(info, name, pieceLength, names, warnings);
        if (!format.hasV2()) {
            return v1;
        }
        return FileListV2.read(info, name, pieceLength, names, v1.files()).mergedWith(v1, pieceLength);
    }

    private String name() throws BencodeException {
        Optional<BBytes> utf8 = info.get("name.utf-8", BBytes.class);
        Optional<BBytes> name = utf8.filter(text -> text.utf8().isPresent()).isPresent()
                ? utf8
                : info.get("name", BBytes.class)
                        .filter(text -> utf8.isEmpty() || text.utf8().isPresent())
                        .or(() -> utf8);
        BBytes written = name.isPresent() ? name.get() : info.require("name", BBytes.class);
        return DatasetPath.ofNames(List.of(names.text(written))).text();
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

    /** BEP 27. Any other form than a number is not seen by libtorrent either, so nobody keeps to it. */
    private boolean isPrivate() {
        Optional<BValue> mark = info.get("private");
        if (mark.isPresent() && mark.get() instanceof BValue.BInteger number) {
            return number.value() != 0;
        }
        mark.ifPresent(value -> warnings.add("'private' is %s, and programs do not heed it".formatted(value.kind())));
        return false;
    }
}
