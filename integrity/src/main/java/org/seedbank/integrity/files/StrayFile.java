package org.seedbank.integrity.files;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file that a system or a program left among people's files, as its name shows: the one list of such names. The name
 * alone decides, so a file of a dataset may be called so too.
 *
 * @param kind how it came there
 * @param origin who leaves files of that name, such as {@code macOS}
 */
public record StrayFile(Kind kind, String origin) {

    /** How a stray file came to be. */
    public enum Kind {
        /** An operating system, a file manager or a server keeps notes in folders. */
        SYSTEM("%s keeps it for itself"),
        /** A program that people work with has left it. */
        PROGRAM("%s left it"),
        /** A download that another program has not finished; the zeros in it are no bytes of a file. */
        PARTIAL("an unfinished download of %s");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Patterns of names, in which a star stands for any text, by who leaves such files. */
    private static final Map<StrayFile, List<String>> KNOWN = Map.ofEntries(
            system(
                    "macOS",
                    ".DS_Store",
                    "._*",
                    ".Spotlight-V100",
                    ".Trashes",
                    ".fseventsd",
                    ".TemporaryItems",
                    ".DocumentRevisions-V100",
                    ".AppleDouble",
                    ".AppleDB",
                    ".AppleDesktop",
                    ".apdisk",
                    ".localized",
                    ".VolumeIcon.icns",
                    "Icon\r",
                    "__MACOSX",
                    "Network Trash Folder",
                    "Temporary Items"),
            system(
                    "Windows",
                    "Thumbs.db",
                    "ehthumbs.db",
                    "ehthumbs_vista.db",
                    "desktop.ini",
                    "$RECYCLE.BIN",
                    "RECYCLER",
                    "System Volume Information",
                    "IndexerVolumeGuid",
                    "WPSettings.dat",
                    "FOUND.000"),
            system("a Linux desktop", ".directory", ".Trash-*", ".xdg-volume-info", ".goutputstream-*"),
            system("the file system", "lost+found", ".fuse_hidden*"),
            system("NFS", ".nfs*"),
            system("a Synology server", "@eaDir", "#recycle"),
            system("a QNAP server", ".@__thumb", "@Recycle"),
            program("Microsoft Office", "~$*"),
            program("LibreOffice", ".~lock.*#"),
            program("an editor", "*~"),
            program("Vim", "*.swp", "*.swo"),
            program("Emacs", ".#*", "#*#"),
            program("Python", "__pycache__", ".pytest_cache", ".mypy_cache"),
            program("Jupyter", ".ipynb_checkpoints"),
            program("RStudio", ".Rproj.user"),
            program("Dropbox", ".dropbox", ".dropbox.attr", ".dropbox.cache"),
            program("Syncthing", ".stfolder", ".stversions"),
            partial("qBittorrent", "*.!qB"),
            partial("Transmission, KTorrent or Firefox", "*.part"),
            partial("uTorrent or BitTorrent", "*.!ut", "*.!bt", "~uTorrentPartFile_*"),
            partial("BitComet", "*.bc!", "*.bt!", "*.!bc"),
            partial("Vuze or BiglyBT", "*.az!"),
            partial("libtorrent (qBittorrent, Deluge)", ".*.parts"),
            partial("aria2", "*.aria2", "*.aria2__temp"),
            partial("Chrome", "*.crdownload"),
            partial("Safari", "*.download"),
            partial("Opera", "*.opdownload"),
            partial("Internet Explorer or rclone", "*.partial"),
            partial("WinSCP", "*.filepart"),
            partial("Free Download Manager", "*.fdmdownload"),
            partial("Xunlei", "*.xltd"),
            partial("FlashGet", "*.jc!"),
            partial("DownThemAll", "*.dtapart"),
            partial("eMule", "*.part.met"),
            partial("Resilio Sync", "*.!sync"),
            partial("Syncthing", ".syncthing.*.tmp", "~syncthing~*.tmp"));

    private static Map.Entry<StrayFile, List<String>> system(String origin, String... patterns) {
        return Map.entry(new StrayFile(Kind.SYSTEM, origin), List.of(patterns));
    }

    private static Map.Entry<StrayFile, List<String>> program(String origin, String... patterns) {
        return Map.entry(new StrayFile(Kind.PROGRAM, origin), List.of(patterns));
    }

    private static Map.Entry<StrayFile, List<String>> partial(String origin, String... patterns) {
        return Map.entry(new StrayFile(Kind.PARTIAL, origin), List.of(patterns));
    }

    /** Patterns of files that hold bytes of several downloads. */
    private static final Set<String> NAMELESS = Set.of(".*.parts", "~utorrentpartfile_*");

    private static final Names NAMES = new Names();

    /** Every pattern of names, sorted, with a carriage return written as an escape. Case does not matter. */
    public static List<String> patterns() {
        return KNOWN.values().stream()
                .flatMap(List::stream)
                .map(pattern -> pattern.replace("\r", "\\r"))
                .sorted()
                .toList();
    }

    /** Tells who left a file or folder of this name. */
    public static Optional<StrayFile> named(String name) {
        return NAMES.find(name);
    }

    /** Tells who left the file of this path: the topmost of its names that is known. Names are joined by {@code /}. */
    public static Optional<StrayFile> at(String path) {
        for (String name : path.split("/", -1)) {
            Optional<StrayFile> found = named(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The name of the file that an unfinished download is of, which lies beside it or will take its place; none where the
     * name is that of several files' bytes, or of no download.
     */
    public static Optional<String> finishedName(String name) {
        return NAMES.find(name, NAMES.partial).map(Map.Entry::getKey).flatMap(pattern -> {
            int star = pattern.indexOf('*');
            String stem = name.substring(star, name.length() - (pattern.length() - star - 1));
            return NAMELESS.contains(pattern) || stem.isEmpty() ? Optional.empty() : Optional.of(stem);
        });
    }

    /** Words about it for a person, such as {@code an unfinished download of qBittorrent}. */
    public String words() {
        return kind.words.formatted(origin);
    }

    /** The patterns in the form in which a name is looked up fast. */
    private static final class Names {

        private final Map<String, StrayFile> literal = new HashMap<>();
        private final Map<String, StrayFile> wild = new TreeMap<>();
        private final Map<String, StrayFile> partial = new TreeMap<>();

        Names() {
            KNOWN.forEach((stray, patterns) -> patterns.stream()
                    .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                    .forEach(pattern -> group(stray, pattern).put(pattern, stray)));
        }

        private Map<String, StrayFile> group(StrayFile stray, String pattern) {
            if (stray.kind == Kind.PARTIAL) {
                return partial;
            }
            return pattern.contains("*") ? wild : literal;
        }

        Optional<StrayFile> find(String name) {
            StrayFile exact = literal.get(name.toLowerCase(Locale.ROOT));
            return exact != null
                    ? Optional.of(exact)
                    : find(name, wild).or(() -> find(name, partial)).map(Map.Entry::getValue);
        }

        Optional<Map.Entry<String, StrayFile>> find(String name, Map<String, StrayFile> patterns) {
            String lower = name.toLowerCase(Locale.ROOT);
            return patterns.entrySet().stream()
                    .filter(each -> fits(each.getKey(), lower))
                    .findFirst();
        }

        private static boolean fits(String pattern, String name) {
            int star = pattern.indexOf('*');
            return name.length() >= pattern.length()
                    && name.startsWith(pattern.substring(0, star))
                    && name.endsWith(pattern.substring(star + 1));
        }
    }
}
