package org.seedbank.integrity.fixity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.NameForms;
import org.seedbank.integrity.json.JsonException;
import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * The names that files of a copy have where its disk cannot hold their own, kept as JSON: in the copy's folder, so that
 * they go with it, and by a node beside the torrent. What a stranger's folder says is believed as far as it goes: it only
 * tells which file of the folder is read for which file of the torrent, and every byte is compared then.
 */
public final class StoredNames {

    /** The file in a copy's folder; never part of a dataset. */
    public static final String FILE = OwnNames.PREFIX + "names.json";

    private static final int MAX_BYTES = 128 << 20;
    private static final int FORMAT = 1;

    /** Names that a person is told. */
    private static final int NAMED = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredNames() {}

    private record Kept(int format, String infohash, List<Renamed> names) {}

    private record Renamed(String published, String here) {}

    /** The names of a copy's files that are not their own, as JSON. */
    public static String text(Metainfo torrent) {
        return JSON.text(new Kept(FORMAT, infohash(torrent), renamed(torrent)));
    }

    /**
     * A torrent with the names that its files have in a folder where these are the same texts in another Unicode form, and
     * nothing has the very name: macOS and others change that when they copy.
     */
    public static Metainfo inFormsThere(Metainfo torrent, Path root) {
        List<DatasetPath> own = torrent.files().stream().map(TorrentFile::path).toList();
        boolean plain = own.stream().allMatch(path -> path.text().chars().allMatch(c -> c < 0x80));
        if (torrent.isSingleFile() || plain || !Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return torrent;
        }
        try {
            Set<Path> places = new HashSet<>();
            own.forEach(path -> places.add(path.under(root)));
            NameForms forms = new NameForms(root, places::contains);
            return torrent.lyingAt(own.stream()
                    .map(path -> forms.find(path.under(root))
                            .map(there -> new DatasetPath(root.relativize(there).toString()))
                            .orElse(path))
                    .toList());
        } catch (IllegalArgumentException e) {
            return torrent; // Names that this system cannot hold, or two files that would be one.
        }
    }

    private static boolean isOtherForm(Renamed name) {
        return NameForms.composed(name.published()).equals(NameForms.composed(name.here()));
    }

    private static List<Renamed> renamed(Metainfo torrent) {
        Metainfo published = torrent.published();
        List<Renamed> names = new ArrayList<>();
        for (int i = 0; i < torrent.files().size(); i++) {
            DatasetPath own = published.files().get(i).path();
            DatasetPath here = torrent.files().get(i).path();
            if (!own.equals(here)) {
                names.add(new Renamed(own.text(), here.text()));
            }
        }
        return names;
    }

    private static String infohash(Metainfo torrent) {
        return torrent.infoHashV1().or(torrent::infoHashV2).orElseThrow().hex();
    }

    /** What a person is told of files that have other names here; empty when none has. */
    public static Optional<String> told(Metainfo torrent) {
        List<Renamed> forms =
                renamed(torrent).stream().filter(StoredNames::isOtherForm).toList();
        List<Renamed> names =
                renamed(torrent).stream().filter(name -> !isOtherForm(name)).toList();
        if (names.isEmpty()) {
            return forms.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            ("%d of the files there have their names in another Unicode form, and are taken for the"
                                            + " dataset's: '%s'%s")
                                    .formatted(
                                            forms.size(),
                                            forms.get(0).published(),
                                            forms.size() > 1 ? " and others" : ""));
        }
        String some = names.stream()
                .limit(NAMED)
                .map(name -> "'%s' is '%s'".formatted(name.published(), name.here()))
                .collect(Collectors.joining(", "));
        return Optional.of("%d %s, as the disk cannot hold their own: %s%s; all are in '%s' in the dataset's folder"
                .formatted(
                        names.size(),
                        names.size() == 1 ? "file has another name here" : "files have other names here",
                        some,
                        names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "",
                        FILE));
    }

    /** A torrent with the names that a text tells of its files; as it is where the text is of another or not to be understood. */
    public static Metainfo apply(Metainfo torrent, String text) {
        try {
            Kept kept = JSON.read(text, Kept.class);
            if (kept.format() != FORMAT || !kept.infohash().equals(infohash(torrent)) || torrent.isSingleFile()) {
                return torrent;
            }
            Map<String, String> names = new HashMap<>();
            kept.names().forEach(name -> names.put(name.published(), name.here()));
            return torrent.lyingAt(torrent.published().files().stream()
                    .map(file -> file.path().text())
                    .map(path -> new DatasetPath(names.getOrDefault(path, path)))
                    .toList());
        } catch (JsonException | IllegalArgumentException e) {
            return torrent; // Its files are then missing, and that is said.
        }
    }

    /** A torrent with the names that its files have in a folder, if that keeps some. */
    public static Metainfo in(Metainfo torrent, Path root) {
        return find(torrent, root).orElse(torrent);
    }

    private static Optional<Metainfo> find(Metainfo torrent, Path root) {
        Path file = root.resolve(FILE);
        if (torrent.isSingleFile() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            String text = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            return Optional.of(apply(torrent, text)).filter(Metainfo::isRenamed);
        } catch (IOException e) {
            return Optional.empty(); // As above.
        }
    }

    /** A torrent with the names that its files have where a person says that a copy is: the copy, what holds it, or a part. */
    public static Metainfo at(Metainfo torrent, Path path) {
        if (torrent.isSingleFile()) {
            return torrent;
        }
        List<Path> folders = new ArrayList<>();
        folders.add(path);
        new DatasetPath(torrent.name()).andAbove().forEach(name -> folders.add(name.under(path)));
        for (Path above = path.toAbsolutePath().normalize().getParent(); above != null; above = above.getParent()) {
            folders.add(above);
        }
        return folders.stream()
                .flatMap(folder -> find(torrent, folder).stream())
                .findFirst()
                .orElse(torrent);
    }

    /** Keeps the names in a copy's folder, if any is not its own; another Unicode form is found without. */
    public static void keep(Metainfo torrent, Path root) throws IOException {
        if (!renamed(torrent).stream().allMatch(StoredNames::isOtherForm)) {
            AtomicFile.write(root.resolve(FILE), text(torrent).getBytes(StandardCharsets.UTF_8));
        }
    }
}
