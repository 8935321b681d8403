package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.Sha256;

/**
 * Names for what a disk cannot hold under its own: the same for the same paths on the same disk. Characters that disks
 * refuse are written as in URLs ({@code a:b} is {@code a%3Ab}); what would be the name of another file, or is too long, gets
 * a part of its path's digest.
 */
public final class SafeNames {

    private static final String RISKY = "\"*/:<>?\\|%";
    private static final int DIGITS = 8;
    private static final int MOST_DIGITS = 32;
    private static final int MOST_TRIES = 3;
    private static final int LONGEST_EXTENSION = 10;

    /** What a file or folder is called, by its own path; only those that are called otherwise. */
    private final Map<String, String> changed = new HashMap<>();

    /** How often each of these got a name. */
    private final Map<String, Integer> tries = new HashMap<>();

    private SafeNames() {}

    /**
     * Finds names under which a disk holds all of these files.
     *
     * @param folder an existing folder on the disk
     * @return the paths of the files there, in their order; their own where these fit
     * @throws IntegrityException.DoesNotFit when other names do not help, as with files that are too long
     * @throws IOException when nothing can be made in the folder
     */
    public static List<String> fit(Path folder, List<DiskTrial.Planned> files) throws IOException {
        return new SafeNames().fitted(planned -> DiskTrial.run(folder, planned), folder, files);
    }

    /** Tries on a disk. */
    @FunctionalInterface
    interface Trial {
        List<DiskTrial.Misfit> run(List<DiskTrial.Planned> files) throws IOException;
    }

    /** The same of any disk. */
    static List<String> fit(Trial trial, Path folder, List<DiskTrial.Planned> files) throws IOException {
        return new SafeNames().fitted(trial, folder, files);
    }

    private List<String> fitted(Trial trial, Path folder, List<DiskTrial.Planned> files) throws IOException {
        while (true) {
            Map<String, String> own = new HashMap<>();
            Set<String> clashes = new LinkedHashSet<>();
            List<DiskTrial.Planned> planned = files.stream()
                    .map(file -> new DiskTrial.Planned(there(file.path(), own, clashes), file.length()))
                    .toList();
            if (!clashes.isEmpty()) {
                clashes.forEach(path -> change(path, true));
                continue;
            }
            List<DiskTrial.Misfit> misfits = trial.run(planned);
            if (misfits.isEmpty()) {
                return planned.stream().map(DiskTrial.Planned::path).toList();
            }
            for (DiskTrial.Misfit misfit : misfits) {
                if (!change(own.get(misfit.path()), misfit.twin().isPresent())) {
                    throw new IntegrityException.DoesNotFit(
                            folder,
                            misfits.stream().map(DiskTrial.Misfit::toString).toList(),
                            Remedy.advice("choose a folder on another disk"));
                }
            }
        }
    }

    /** Gives a file or folder another name; false when several have not helped. */
    private boolean change(String path, boolean twin) {
        int before = tries.merge(path, 1, Integer::sum) - 1;
        changed.put(path, name(path, twin, before));
        return before < MOST_TRIES;
    }

    /**
     * The path under the names of now.
     *
     * @param own gets it, and those of the folders above, with the path that is meant
     * @param clashes gets paths that were given a name which another has
     */
    private String there(String path, Map<String, String> own, Set<String> clashes) {
        StringBuilder there = new StringBuilder();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String above = path.substring(0, end);
            there.append(start == 0 ? "" : "/").append(changed.getOrDefault(above, path.substring(start, end)));
            String other = own.putIfAbsent(there.toString(), above);
            if (other != null && !other.equals(above)) {
                clashes.add(changed.containsKey(above) ? above : other);
            }
            start = end + 1;
        }
        return there.toString();
    }

    private static String name(String path, boolean twin, int before) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        // Of the path below the topmost folder, which a person may call otherwise.
        String below = path.substring(path.indexOf('/') + 1);
        String digest =
                "~" + Sha256.digestOf(below.getBytes(StandardCharsets.UTF_8)).hex();
        if (before > 1) {
            return digest.substring(0, 1 + MOST_DIGITS) + plainExtension(name);
        }
        String escaped = escaped(name);
        if (!twin && before == 0 && !escaped.equals(name) && escaped.length() + DIGITS < OwnNames.LONGEST) {
            return escaped;
        }
        String extension = extension(escaped);
        String stem = escaped.substring(0, escaped.length() - extension.length());
        return OwnNames.cut(stem, OwnNames.LONGEST - 1 - DIGITS - extension.length())
                + digest.substring(0, 1 + DIGITS)
                + extension;
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        int last = name.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = name.charAt(i);
            boolean odd = RISKY.indexOf(c) >= 0
                    || Character.isISOControl(c)
                    || (i == last && (c == '.' || c == ' '))
                    || (i == 0 && c == ' ');
            if (!odd) {
                escaped.append(c);
                continue;
            }
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return escaped.toString();
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
    }

    private static String plainExtension(String name) {
        String extension = extension(name);
        return extension.matches("\\.[A-Za-z0-9]+") ? extension : "";
    }
}
