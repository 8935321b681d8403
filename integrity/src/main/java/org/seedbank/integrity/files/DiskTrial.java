package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Remedy;

/**
 * Tells which names and lengths a disk cannot hold, by trying: what a file system is called says little of what lies behind
 * it. Only what some disk is known to refuse is tried, and each peculiarity once, so that a hundred thousand names cost
 * little and those of most datasets nothing.
 */
public final class DiskTrial {

    /** Bytes of UTF-8 up to which every disk takes a name: eCryptfs ends at 143. */
    private static final int SHORT_NAME = 120;

    /** Bytes of UTF-8 up to which every system takes a path below a folder. */
    private static final int SHORT_PATH = 512;

    /** Bytes up to which every disk takes a file. */
    private static final long SHORT_FILE = Integer.MAX_VALUE;

    /** Characters that are tried in one name. */
    private static final int TOGETHER = 25;

    private static final String PLAIN = "._-+=@,()[]{}~#$%&'^!; ";

    private static final int SHORTEST_DEVICE = 3;

    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");

    private final AskedDisk disk;
    private final Map<String, Boolean> tried = new HashMap<>();
    private final Map<String, Misfit> misfits = new LinkedHashMap<>();

    DiskTrial(AskedDisk disk) {
        this.disk = disk;
    }

    /**
     * A file that is to be on the disk.
     *
     * @param path below the folder, names joined by {@code /}
     * @param length in bytes
     */
    public record Planned(String path, long length) {}

    /**
     * A file or folder that cannot be on the disk.
     *
     * @param path below the folder, as far as the name that is refused
     * @param twin the path that has its place; empty where it is refused for itself
     * @param reason for a person: the part of a sentence that follows the path
     */
    public record Misfit(String path, Optional<String> twin, String reason) {
        @Override
        public String toString() {
            return "'%s' (%s)".formatted(path, reason);
        }
    }

    /**
     * Tries. Nothing stays in the folder.
     *
     * @param folder an existing folder on the disk
     * @return in the order of the files; empty when it holds all of them
     * @throws IOException when nothing can be made in the folder
     */
    public static List<Misfit> run(Path folder, List<Planned> files) throws IOException {
        Oddities odd = Oddities.of(files);
        if (odd.isNone()) {
            return List.of();
        }
        try (ProbedDisk disk = ProbedDisk.at(folder)) {
            return new DiskTrial(disk).run(files, odd);
        }
    }

    /**
     * Tries as {@link #run} does, on the disk of a folder or, where it is not there yet, of what is there above it.
     *
     * @throws IntegrityException.DoesNotFit when the disk cannot hold all of it
     * @throws IntegrityException.CannotWrite when nothing can be made there
     */
    public static void require(Path folder, List<Planned> files) {
        require(folder, files, Remedy.advice("choose a folder on another disk"));
    }

    /**
     * Does the same.
     *
     * @param remedy what to do where it cannot hold them
     */
    public static void require(Path folder, List<Planned> files, Remedy remedy) {
        Path existing = folder.toAbsolutePath().normalize();
        while (!Files.isDirectory(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            List<Misfit> misfits = run(existing, files);
            if (!misfits.isEmpty()) {
                throw new IntegrityException.DoesNotFit(
                        folder, misfits.stream().map(Misfit::toString).toList(), remedy);
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(existing, e);
        }
    }

    /** The same of any disk. */
    static List<Misfit> run(AskedDisk disk, List<Planned> files) throws IOException {
        return new DiskTrial(disk).run(files, Oddities.of(files));
    }

    /**
     * What is to be tried.
     *
     * @param names that are not of plain characters and a usual length
     * @param twins paths by the path that some disks take for the same
     * @param lengths that some disk refuses
     * @param paths that some system refuses
     */
    private record Oddities(Set<String> names, Map<String, String> twins, TreeSet<Long> lengths, List<String> paths) {

        static Oddities of(List<Planned> files) {
            Oddities odd = new Oddities(new HashSet<>(), new LinkedHashMap<>(), new TreeSet<>(), new ArrayList<>());
            Map<String, String> seen = new HashMap<>();
            Set<String> known = new HashSet<>();
            for (Planned file : files) {
                for (String path : unknownTo(known, file.path())) {
                    odd.look(path, seen);
                }
                if (file.length() > SHORT_FILE) {
                    odd.lengths.add(file.length());
                }
                if (bytes(file.path()) > SHORT_PATH) {
                    odd.paths.add(file.path());
                }
            }
            return odd;
        }

        private void look(String path, Map<String, String> seen) {
            String name = name(path);
            if (!isPlain(name)) {
                names.add(name);
            }
            String first = seen.putIfAbsent(folded(path), path);
            if (first != null) {
                twins.put(path, first);
            }
        }

        boolean isNone() {
            return names.isEmpty() && twins.isEmpty() && lengths.isEmpty() && paths.isEmpty();
        }
    }

    /**
     * A path and those of the folders above it that were not known, which they are then, from the top down. Those above a
     * known one are known: of deep folders each file would else cost as much as all of them.
     */
    private static List<String> unknownTo(Set<String> known, String path) {
        List<String> all = new ArrayList<>();
        for (String at = path; !at.isEmpty() && known.add(at); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            all.add(at);
        }
        Collections.reverse(all);
        return all;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Alike for all that any disk takes for the same. */
    private static String folded(String path) {
        return isAscii(path)
                ? path.toLowerCase(Locale.ROOT)
                : Normalizer.normalize(path, Normalizer.Form.NFKC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isPlain(String name) {
        return name.length() <= SHORT_NAME
                && name.codePoints().allMatch(DiskTrial::isPlain)
                && !isOddlyEnded(name)
                && !isDevice(name);
    }

    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isOddlyEnded(String name) {
        return name.startsWith(" ") || name.endsWith(" ") || name.endsWith(".");
    }

    /** Windows takes these for devices, whatever stands behind a dot. */
    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        int end = dot < 0 ? name.length() : dot;
        if (end < SHORTEST_DEVICE) {
            return false;
        }
        String stem = name.substring(0, end).strip().toUpperCase(Locale.ROOT);
        boolean numbered = stem.length() == SHORTEST_DEVICE + 1
                && (stem.startsWith("COM") || stem.startsWith("LPT"))
                && "0123456789\u00b9\u00b2\u00b3".indexOf(stem.charAt(SHORTEST_DEVICE)) >= 0;
        return numbered || DEVICES.contains(stem);
    }

    private List<Misfit> run(List<Planned> files, Oddities odd) throws IOException {
        Set<Integer> refused = refusedCharacters(odd.names);
        int longest = longestName(odd.names);
        boolean merges = merges(odd.twins);
        long shortest = odd.lengths.isEmpty() ? Long.MAX_VALUE : shortestRefused(odd.lengths);
        Set<String> known = new HashSet<>();
        for (Planned file : files) {
            for (String path : unknownTo(known, file.path())) {
                String above = path.substring(0, Math.max(0, path.lastIndexOf('/')));
                if (misfits.containsKey(above)) {
                    continue;
                }
                String name = name(path);
                Optional<String> why = odd.names.contains(name) ? why(name, refused, longest) : Optional.empty();
                why.ifPresent(reason -> add(path, Optional.empty(), reason));
                String twin = odd.twins.get(path);
                if (why.isEmpty() && merges && twin != null && disk.merges(name(twin), name)) {
                    add(path, Optional.of(twin), "'%s' has the same name there".formatted(twin));
                }
            }
            if (file.length() >= shortest) {
                add(file.path(), Optional.empty(), "%d bytes are too many for one file".formatted(file.length()));
            }
        }
        for (String path : odd.paths) {
            if (!disk.reaches(path)) {
                add(path, Optional.empty(), "with the folders above it, it is too long");
            }
        }
        return List.copyOf(misfits.values());
    }

    private void add(String path, Optional<String> twin, String reason) {
        misfits.putIfAbsent(path, new Misfit(path, twin, reason));
    }

    private Optional<String> why(String name, Set<Integer> refused, int longest) throws IOException {
        Optional<Integer> bad =
                name.codePoints().boxed().filter(refused::contains).findFirst();
        if (bad.isPresent()) {
            return Optional.of("it takes no name with " + shown(bad.get()));
        }
        if (bytes(name) > longest && !takes(name)) {
            return Optional.of("its name of %d bytes is too long".formatted(bytes(name)));
        }
        if (name.endsWith(".") && !takes("x.")) {
            return Optional.of("it takes no name that ends with a dot");
        }
        if (name.endsWith(" ") && !takes("x ")) {
            return Optional.of("it takes no name that ends with a blank");
        }
        if (name.startsWith(" ") && !takes(" x")) {
            return Optional.of("it takes no name that begins with a blank");
        }
        return isDevice(name) && !takes(name) ? Optional.of("it takes it for a device") : Optional.empty();
    }

    private static String shown(int c) {
        boolean visible =
                !Character.isISOControl(c) && !Character.isWhitespace(c) && Character.getType(c) != Character.FORMAT;
        return visible ? "'%s'".formatted(Character.toString(c)) : "U+%04X".formatted(c);
    }

    private boolean takes(String name) throws IOException {
        Boolean known = tried.get(name);
        if (known == null) {
            known = disk.takes(name);
            tried.put(name, known);
        }
        return known;
    }

    private Set<Integer> refusedCharacters(Set<String> names) throws IOException {
        Set<Integer> odd = new TreeSet<>();
        names.forEach(name -> name.codePoints().filter(c -> !isPlain(c)).forEach(odd::add));
        Set<Integer> refused = new HashSet<>();
        List<Integer> all = List.copyOf(odd);
        for (int from = 0; from < all.size(); from += TOGETHER) {
            refuse(all.subList(from, Math.min(from + TOGETHER, all.size())), refused);
        }
        return refused;
    }

    private void refuse(List<Integer> characters, Set<Integer> refused) throws IOException {
        StringBuilder name = new StringBuilder("x");
        characters.forEach(name::appendCodePoint);
        if (disk.takes(name.append('x').toString())) {
            return;
        }
        if (characters.size() == 1) {
            refused.add(characters.get(0));
            return;
        }
        int half = characters.size() / 2;
        refuse(characters.subList(0, half), refused);
        refuse(characters.subList(half, characters.size()), refused);
    }

    /** Bytes up to which names need not be tried one by one; some disks count bytes, others characters. */
    private int longestName(Set<String> names) throws IOException {
        List<String> suspects =
                names.stream().filter(name -> bytes(name) > SHORT_NAME).toList();
        Optional<String> byBytes = suspects.stream().max(Comparator.comparingInt(DiskTrial::bytes));
        Optional<String> byLength = suspects.stream().max(Comparator.comparingInt(String::length));
        boolean all = byBytes.isEmpty() || (takes(stem(byBytes.get(), true)) && takes(stem(byLength.get(), false)));
        return all ? Integer.MAX_VALUE : SHORT_NAME;
    }

    /** As long a name of letters that nobody refuses. */
    private static String stem(String name, boolean asBytes) {
        return "x".repeat(asBytes ? bytes(name) : name.length());
    }

    private boolean merges(Map<String, String> twins) throws IOException {
        return !twins.isEmpty() && (disk.merges("twin", "TWIN") || disk.merges("\u00e9", "e\u0301"));
    }

    private long shortestRefused(SortedSet<Long> lengths) throws IOException {
        for (long length : lengths) {
            if (!disk.takes(length)) {
                return length;
            }
        }
        return Long.MAX_VALUE;
    }
}
