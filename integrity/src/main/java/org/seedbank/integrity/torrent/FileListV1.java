package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;

/** Reads the {@code length} or {@code files} of a v1 {@code info} (BEP 3), with padding files and links (BEP 47). */
final class FileListV1 {

    private final String name;
    private final boolean hybrid;
    private final TorrentWarnings warnings;
    private final int pieceLength;
    private final TorrentNames names;
    private final List<TorrentFile> files = new ArrayList<>();
    private final List<Links.Written> links = new ArrayList<>();
    private int[] places = new int[8];
    private int stated;
    private int oddFacts;
    private final PathMemory memory = new PathMemory();
    private long offset;

    private FileListV1(String name, boolean hybrid, int pieceLength, TorrentNames names, TorrentWarnings warnings) {
        this.name = name;
        this.hybrid = hybrid;
        this.warnings = warnings;
        this.pieceLength = pieceLength;
        this.names = names;
    }

    static FileList read(BDict info, String name, int pieceLength, TorrentNames names, TorrentWarnings warnings)
            throws BencodeException {
        Optional<BValue.BInteger> single = info.get("length", BValue.BInteger.class);
        Optional<BValue.BList> many = info.get("files", BValue.BList.class);
        if (single.isPresent() == many.isPresent()) {
            throw new BencodeException("it must have either 'length' or 'files'");
        }
        FileListV1 reader = new FileListV1(name, info.get("meta version").isPresent(), pieceLength, names, warnings);
        List<BValue> entries = single.isPresent() ? List.of(info) : many.get().values();
        if (single.isPresent()) {
            reader.single(info);
        } else {
            for (int i = 0; i < entries.size(); i++) {
                reader.entry(entries.get(i), i);
            }
        }
        if (reader.files.isEmpty()) {
            throw new BencodeException("it has no files");
        }
        if (reader.oddFacts > 0) {
            warnings.add("what it has as digests of %d files are none".formatted(reader.oddFacts));
        }
        if (reader.stated > StatedFacts.MOST) {
            warnings.add(
                    "it has digests of more than %d files, and they are not looked at".formatted(StatedFacts.MOST));
        }
        StatedFacts facts = reader.stated > 0 && reader.stated <= StatedFacts.MOST
                ? new StatedFacts(entries, Arrays.copyOf(reader.places, reader.files.size()))
                : StatedFacts.NONE;
        return new FileList(
                List.copyOf(reader.files), List.copyOf(reader.links), single.isPresent(), reader.offset, facts);
    }

    private void single(BDict info) throws BencodeException {
        if (FileAttributes.isLink(info) || FileAttributes.isPadding(info) || isNamedPadding(name)) {
            throw new BencodeException("it has no files");
        }
        add(info, 0, new DatasetPath(name), length(info));
    }

    private void entry(BValue value, int place) throws BencodeException {
        if (!(value instanceof BDict file)) {
            throw new BencodeException("a file in its list is %s".formatted(value.kind()));
        }
        boolean targetless = isEmptyFile(file);
        if (FileAttributes.isLink(file) && !targetless) {
            // A link has no bytes, whatever it has for a length.
            Links.add(links, FileAttributes.link(path(file), file, names));
            return;
        }
        long length = targetless ? 0 : length(file);
        if (FileAttributes.isPadding(file)) {
            pad(length);
            return;
        }
        DatasetPath path = path(file);
        if (isNamedPadding(name) || isNamedPadding(path.text())) {
            pad(length);
        } else {
            if (targetless) {
                warnings.add("the link '" + path + "' names no target and is taken for an empty file");
            }
            add(file, place, path, length);
        }
    }

    /** To libtorrent a link in a v1 list that does not say where it leads is an empty file, and so it is to those who have it. */
    private boolean isEmptyFile(BDict file) throws BencodeException {
        return !hybrid
                && FileAttributes.isLink(file)
                && file.get("symlink path").isEmpty();
    }

    private void add(BDict file, int place, DatasetPath path, long length) throws BencodeException {
        if (files.size() == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[files.size()] = place;
        if (StatedFacts.isIn(file)) {
            stated++;
            oddFacts += stated <= StatedFacts.MOST && StatedFacts.isOddIn(file) ? 1 : 0;
        }
        files.add(new TorrentFile(
                FileList.counted(path, memory, files), length, offset, Optional.empty(), Optional.empty()));
        advance(length);
    }

    /** Padding only fills a piece; more would be an order to hash zeros for hours. */
    private void pad(long length) throws BencodeException {
        if (length >= pieceLength) {
            throw new BencodeException("a padding file of %d bytes does not fit into a piece".formatted(length));
        }
        advance(length);
    }

    private void advance(long length) throws BencodeException {
        offset += length;
        if (offset > FileList.LARGEST_TOTAL) {
            throw new BencodeException("its files are larger than any disk");
        }
    }

    /** BitComet's padding, older than BEP 47: libtorrent never writes a file of such a name. */
    private static boolean isNamedPadding(String path) {
        return path.contains("_____padding_file_");
    }

    private long length(BDict file) throws BencodeException {
        long length = file.require("length", BValue.BInteger.class).value();
        if (length < 0 || length > FileList.LARGEST_TOTAL) {
            throw new BencodeException("a file of it has the length %d".formatted(length));
        }
        return length;
    }

    private DatasetPath path(BDict file) throws BencodeException {
        Optional<BValue.BList> utf8 = file.get("path.utf-8", BValue.BList.class);
        if (utf8.isPresent() && isUtf8(utf8.get())) {
            return DatasetPath.ofNames(names.texts(utf8.get()));
        }
        Optional<BValue.BList> path = file.get("path", BValue.BList.class);
        // One that is not what its key says is better than none, and no better than another.
        return DatasetPath.ofNames(names.texts(
                utf8.isPresent() && path.filter(FileListV1::isUtf8).isEmpty()
                        ? utf8.get()
                        : file.require("path", BValue.BList.class)));
    }

    private static boolean isUtf8(BValue.BList path) {
        return path.values().stream()
                .allMatch(name -> name instanceof BBytes text && text.utf8().isPresent());
    }
}
