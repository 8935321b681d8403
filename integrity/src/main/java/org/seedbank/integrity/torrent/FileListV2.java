package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.DictCursor;

/** Reads the {@code file tree} of a v2 {@code info} (BEP 52). */
final class FileListV2 {

    private final int pieceLength;
    private final TorrentNames texts;
    private final List<TorrentFile> v1;
    private final List<TorrentFile> files = new ArrayList<>();
    private final List<Links.Written> links = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final PathMemory memory = new PathMemory();
    private long offset;
    private long rowLength;

    private FileListV2(int pieceLength, TorrentNames texts, List<TorrentFile> v1) {
        this.v1 = v1;
        this.pieceLength = pieceLength;
        this.texts = texts;
    }

    /**
     * Reads it.
     *
     * @param v1 files of the other half of a hybrid, whose paths are taken where they are the same, so that they are not
     *     there twice
     */
    static FileList read(BDict info, String name, int pieceLength, TorrentNames texts, List<TorrentFile> v1)
            throws BencodeException {
        FileListV2 reader = new FileListV2(pieceLength, texts, v1);
        reader.folder(info.require("file tree", BDict.class).cursor());
        if (reader.files.isEmpty()) {
            throw new BencodeException("its file tree has no files");
        }
        // BEP 52 has no other sign for a lone file than that it is named like the torrent.
        boolean single =
                reader.files.size() == 1 && reader.files.get(0).path().equals(DatasetPath.ofNames(List.of(name)));
        return new FileList(
                List.copyOf(reader.files), List.copyOf(reader.links), single, reader.rowLength, StatedFacts.NONE);
    }

    /** Goes through a folder that the cursor is in, to its end. */
    private void folder(DictCursor tree) throws BencodeException {
        Optional<BBytes> before = Optional.empty();
        while (!tree.atEnd()) {
            BBytes key = tree.next();
            if (before.isPresent() && before.get().compareTo(key) >= 0) {
                throw new BencodeException("its file tree is not sorted");
            }
            before = Optional.of(key);
            String name = texts.text(key);
            if (!tree.isDict()) {
                throw new BencodeException("'%s' in its file tree is not a dictionary".formatted(name));
            }
            names.add(name);
            if (tree.isDictFromEmptyKey()) {
                leaf(name, (BDict) tree.value());
            } else {
                tree.enter();
                folder(tree);
                tree.leave();
            }
            names.remove(names.size() - 1);
        }
    }

    private void leaf(String name, BDict node) throws BencodeException {
        if (node.keys().size() > 1) {
            throw new BencodeException("'%s' in its file tree is both file and folder".formatted(name));
        }
        file(node.require("", BDict.class));
    }

    private void file(BDict leaf) throws BencodeException {
        DatasetPath path = FileList.counted(DatasetPath.ofNames(names), memory, files);
        if (FileAttributes.isLink(leaf)) {
            Links.add(links, FileAttributes.link(path, leaf, texts));
            return;
        }
        if (FileAttributes.isPadding(leaf)) {
            throw new BencodeException("'%s' in its file tree is padding, which only a v1 list has".formatted(path));
        }
        long length = leaf.require("length", BValue.BInteger.class).value();
        if (length < 0 || length > FileList.LARGEST_TOTAL || offset + length > FileList.LARGEST_TOTAL) {
            throw new BencodeException("the file '%s' has the length %d".formatted(path, length));
        }
        Optional<Sha256> root = Optional.empty();
        if (length > 0) {
            root = Optional.of(root(leaf.require("pieces root", BBytes.class), path));
        }
        boolean same = files.size() < v1.size() && v1.get(files.size()).path().equals(path);
        files.add(new TorrentFile(same ? v1.get(files.size()).path() : path, length, offset, root, Optional.empty()));
        if (length > 0) {
            rowLength = offset + length;
        }
        offset += (length + pieceLength - 1) / pieceLength * pieceLength;
    }

    private static Sha256 root(BBytes root, DatasetPath path) throws BencodeException {
        if (root.length() != Sha256.BYTES) {
            throw new BencodeException("the pieces root of '%s' is not 32 bytes".formatted(path));
        }
        return Sha256.of(root.copy());
    }
}
