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

/** Reads the {@code file tree} of a v2 {@code info} (BEP 52). */
final class FileListV2 {

    private final int pieceLength;
    private final List<TorrentFile> files = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private long offset;
    private long rowLength;

    private FileListV2(int pieceLength) {
        this.pieceLength = pieceLength;
    }

    static FileList read(BDict info, String name, int pieceLength) throws BencodeException {
        FileListV2 reader = new FileListV2(pieceLength);
        reader.folder(info.require("file tree", BDict.class));
        if (reader.files.isEmpty()) {
            throw new BencodeException("its file tree has no files");
        }
        // BEP 52 has no other sign for a lone file than that it is named like the torrent.
        boolean single =
                reader.files.size() == 1 && reader.files.get(0).path().equals(DatasetPath.ofNames(List.of(name)));
        return new FileList(List.copyOf(reader.files), single, reader.rowLength);
    }

    private void folder(BDict folder) throws BencodeException {
        if (!folder.isSorted()) {
            throw new BencodeException("its file tree is not sorted");
        }
        for (int i = 0; i < folder.keys().size(); i++) {
            String name = BDict.text(folder.keys().get(i));
            if (!(folder.values().get(i) instanceof BDict child)) {
                throw new BencodeException("'%s' in its file tree is not a dictionary".formatted(name));
            }
            names.add(name);
            Optional<BDict> leaf = child.get("", BDict.class);
            if (leaf.isEmpty()) {
                folder(child);
            } else if (child.keys().size() == 1) {
                file(leaf.get());
            } else {
                throw new BencodeException("'%s' in its file tree is both file and folder".formatted(name));
            }
            names.remove(names.size() - 1);
        }
    }

    private void file(BDict leaf) throws BencodeException {
        DatasetPath path = DatasetPath.ofNames(names);
        if (FileAttributes.isLink(leaf)) {
            throw FileAttributes.refusedLink(path.text());
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
        files.add(new TorrentFile(path, length, offset, root, Optional.empty()));
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
