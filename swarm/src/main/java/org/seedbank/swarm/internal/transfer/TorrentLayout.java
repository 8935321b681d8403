package org.seedbank.swarm.internal.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.SwarmException;

/**
 * libtorrent's list of a torrent's files beside ours. libtorrent counts pad files among them, and it changes names: it
 * replaces characters, cuts long names and renames what differs only in case. Our names win, so each file that it would
 * put elsewhere is renamed to where the dataset has it.
 */
public final class TorrentLayout {

    private static final int PAD = -1;

    /** A symbolic link (BEP 47): whoever fetches makes it when all has come, and libtorrent, which would at once, does not. */
    private static final int LINK = -2;

    private final boolean singleFile;
    private final List<DatasetPath> paths;
    private final Path root;
    private final int[] ours;

    private TorrentLayout(Metainfo torrent, Path root, int[] ours) {
        this.singleFile = torrent.isSingleFile();
        this.paths = torrent.files().stream().map(TorrentFile::path).toList();
        this.root = root;
        this.ours = ours;
    }

    /** Throws {@link SwarmException.TorrentRefused} when libtorrent reads other files from the torrent than we do. */
    public static TorrentLayout of(torrent_info info, Metainfo torrent, Path root) {
        file_storage files = info.files();
        int[] ours = new int[files.num_files()];
        int next = 0;
        for (int i = 0; i < ours.length; i++) {
            boolean pad = files.pad_file_at(i);
            boolean link = isLink(files, i);
            if (!pad && !link && !agree(torrent, next, files, i)) {
                throw new SwarmException.TorrentRefused(torrent.name(), "it reads other files from it");
            }
            ours[i] = pad ? PAD : link ? LINK : next++;
        }
        if (next != torrent.files().size()) {
            throw new SwarmException.TorrentRefused(torrent.name(), "it misses files in it");
        }
        return new TorrentLayout(torrent, root, ours);
    }

    private static boolean agree(Metainfo torrent, int our, file_storage files, int their) {
        return our < torrent.files().size() && torrent.files().get(our).length() == files.file_size(their);
    }

    private static boolean isLink(file_storage files, int their) {
        return files.file_flags(their).and_(file_storage.flag_symlink).non_zero();
    }

    /** Tells whether libtorrent has to be kept from making links. */
    public boolean hasLinks() {
        return IntStream.of(ours).anyMatch(each -> each == LINK);
    }

    /** How many files the dataset has. */
    int files() {
        return paths.size();
    }

    /** The numbers that libtorrent gives to some of our files: to so many, from this index of ours on. */
    public int[] theirs(int from, int count) {
        return IntStream.range(0, ours.length)
                .filter(their -> ours[their] >= from)
                .limit(count)
                .toArray();
    }

    public Path root() {
        return root;
    }

    /** The folder that the paths of {@link #renames} start from. */
    public Path saveFolder() {
        return root.getParent();
    }

    /** For each of libtorrent's files its path below {@link #saveFolder}, or an empty text where libtorrent has it. */
    public List<String> renames(torrent_info info) {
        file_storage files = info.files();
        List<String> renames = new ArrayList<>(ours.length);
        for (int i = 0; i < ours.length; i++) {
            String path = ours[i] < 0 ? "" : place(paths.get(ours[i]));
            renames.add(path.equals(files.file_path(i)) ? "" : path);
        }
        return renames;
    }

    private String place(DatasetPath path) {
        String name = root.getFileName().toString();
        return singleFile ? name : name + "/" + path.text();
    }

    /** The piece layers of libtorrent's files, empty for those without, as far as the last file that has one. */
    public List<byte[]> pieceLayers(Metainfo torrent) {
        List<byte[]> layers = new ArrayList<>();
        for (int i = 0; torrent.format().hasV2() && i < ours.length; i++) {
            if (ours[i] >= 0 && torrent.files().get(ours[i]).length() > torrent.pieceLength()) {
                layers.addAll(Collections.nCopies(i - layers.size(), new byte[0]));
                layers.add(torrent.pieceLayer(ours[i]));
            }
        }
        return layers;
    }

    /** libtorrent's priority of each of its files: 4 is its default, 0 is "do not download". */
    public List<Integer> priorities(Set<Integer> wanted) {
        List<Integer> priorities = new ArrayList<>(Collections.nCopies(ours.length, 4));
        for (int i = 0; i < ours.length; i++) {
            if (ours[i] == LINK || (ours[i] >= 0 && !wanted.contains(ours[i]))) {
                priorities.set(i, 0);
            }
        }
        return priorities;
    }

    /** The same where all files are wanted. */
    public List<Integer> priorities() {
        return priorities(everyFile());
    }

    /** The indexes of all our files. */
    public Set<Integer> everyFile() {
        return IntStream.range(0, paths.size()).boxed().collect(Collectors.toSet());
    }

    /** The pieces that hold nothing but these files, by our indexes, and padding. */
    public PieceSet piecesWithin(Set<Integer> chosen, torrent_info info) {
        file_storage files = info.files();
        BitSet pieces = new BitSet(info.num_pieces());
        pieces.set(0, info.num_pieces());
        for (int i = 0; i < ours.length; i++) {
            long length = files.file_size(i);
            if (ours[i] >= 0 && !chosen.contains(ours[i]) && length > 0) {
                long first = files.file_offset(i) / info.piece_length();
                long last = (files.file_offset(i) + length - 1) / info.piece_length();
                pieces.clear((int) first, (int) last + 1);
            }
        }
        return new PieceSet(info.num_pieces(), pieces);
    }

    /** Our file with libtorrent's index; empty for pad files and for indexes that libtorrent uses as marks. */
    Optional<DatasetPath> file(int index) {
        if (index < 0 || index >= ours.length || ours[index] < 0) {
            return Optional.empty();
        }
        return Optional.of(paths.get(ours[index]));
    }

    /** Our file at a path on this machine, as libtorrent names files in errors. */
    Optional<DatasetPath> file(String path) {
        Path wanted = saveFolder().resolve(path);
        return paths.stream()
                .filter(ours -> saveFolder().resolve(place(ours)).equals(wanted))
                .findFirst();
    }
}
