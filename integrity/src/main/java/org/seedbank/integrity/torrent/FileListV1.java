package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;

/** Reads the {@code length} or {@code files} of a v1 {@code info} (BEP 3), with padding files (BEP 47). */
final class FileListV1 {

    private FileListV1() {}

    static FileList read(BDict info, String name, int pieceLength) throws BencodeException {
        Optional<BValue.BInteger> single = info.get("length", BValue.BInteger.class);
        Optional<BValue.BList> many = info.get("files", BValue.BList.class);
        if (single.isPresent() == many.isPresent()) {
            throw new BencodeException("it must have either 'length' or 'files'");
        }
        if (single.isPresent()) {
            if (FileAttributes.isLink(info)) {
                throw FileAttributes.refusedLink(name);
            }
            long length = checkedLength(single.get().value(), name);
            TorrentFile file = new TorrentFile(new DatasetPath(name), length, 0, Optional.empty(), Optional.empty());
            return new FileList(List.of(file), true, length);
        }
        return many(many.get(), pieceLength);
    }

    private static FileList many(BValue.BList list, int pieceLength) throws BencodeException {
        List<TorrentFile> files = new ArrayList<>();
        long offset = 0;
        for (BValue value : list.values()) {
            if (!(value instanceof BDict file)) {
                throw new BencodeException("a file in its list is %s".formatted(value.kind()));
            }
            // A link need not have a length.
            if (FileAttributes.isLink(file)) {
                throw FileAttributes.refusedLink(path(file).text());
            }
            long length =
                    checkedLength(file.require("length", BValue.BInteger.class).value(), "in its list");
            if (FileAttributes.isPadding(file)) {
                checkPadding(length, pieceLength);
            } else {
                files.add(new TorrentFile(path(file), length, offset, Optional.empty(), Optional.empty()));
            }
            offset += length;
            if (offset > FileList.LARGEST_TOTAL) {
                throw new BencodeException("its files are larger than any disk");
            }
        }
        if (files.isEmpty()) {
            throw new BencodeException("it has no files");
        }
        return new FileList(List.copyOf(files), false, offset);
    }

    /** Padding only fills a piece; more would be an order to hash zeros for hours. */
    private static void checkPadding(long length, int pieceLength) throws BencodeException {
        if (length >= pieceLength) {
            throw new BencodeException("a padding file of %d bytes does not fit into a piece".formatted(length));
        }
    }

    private static long checkedLength(long length, String where) throws BencodeException {
        if (length < 0 || length > FileList.LARGEST_TOTAL) {
            throw new BencodeException("a file (%s) has the length %d".formatted(where, length));
        }
        return length;
    }

    private static DatasetPath path(BDict file) throws BencodeException {
        Optional<BValue.BList> utf8 = file.get("path.utf-8", BValue.BList.class);
        BValue.BList path = utf8.isPresent() ? utf8.get() : file.require("path", BValue.BList.class);
        List<String> names = new ArrayList<>();
        for (BValue part : path.values()) {
            if (!(part instanceof BBytes text)) {
                throw new BencodeException("a part of a path is %s".formatted(part.kind()));
            }
            names.add(text.text());
        }
        return DatasetPath.ofNames(names);
    }
}
