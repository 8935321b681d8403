package org.seedbank.integrity.interchange;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;

/**
 * Finds out which files below a folder the paths of a list mean that was made elsewhere: with the backslashes of Windows,
 * or with paths that begin at the root of a disk.
 */
final class ListedNames {

    /** So many files show where the folder of a list is. */
    private static final int SAMPLE = 100;

    private final FixityList list;
    private final Path folder;
    private final List<String> warnings;

    /**
     * The names of a list.
     *
     * @param folder the folder in which the files should be
     * @param warnings takes what a person should know about it
     */
    ListedNames(FixityList list, Path folder, List<String> warnings) {
        this.list = list;
        this.folder = folder;
        this.warnings = warnings;
    }

    /**
     * The files of the list, with paths below the folder.
     *
     * @throws IntegrityException.BadList when paths with a backslash are there neither as names nor as paths of Windows
     */
    List<ListedFile> files() {
        if (list.isRooted()) {
            return withoutRoot();
        }
        return list.backslashed().isEmpty() ? list.files() : withSlashes();
    }

    private List<ListedFile> withSlashes() {
        if (list.backslashed().stream().anyMatch(this::isThere)) {
            return list.files();
        }
        long there = list.backslashed().stream()
                .filter(path -> isThere(slashed(path)))
                .count();
        if (there < list.backslashed().size()) {
            throw IntegrityException.BadList.withBackslashes(
                    list.file(), there, list.backslashed().size(), folder);
        }
        warnings.add("the paths of '%s' are read with '/' for '\\', as Windows writes them"
                .formatted(list.file().getFileName()));
        return renamed(path -> list.backslashed().contains(path) ? slashed(path) : path);
    }

    /** The path that Windows means, or the same where that leads elsewhere. */
    private static DatasetPath slashed(DatasetPath path) {
        try {
            return ListedFile.pathOf(path.text().replace('\\', '/'));
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    /** Cuts off the folders that all have in common, as many as it takes for most to be there. */
    private List<ListedFile> withoutRoot() {
        int shared = shared();
        int best = shared;
        long most = 0;
        for (int cut = 1; cut <= shared; cut++) {
            long there = thereWithout(cut);
            if (there > most) {
                most = there;
                best = cut;
            }
        }
        int cut = best;
        warnings.add("the paths of '%s' are taken from below '%s'"
                .formatted(
                        list.file().getFileName(),
                        String.join("/", list.files().get(0).path().names().subList(0, cut))));
        return renamed(path -> without(path, cut));
    }

    private long thereWithout(int cut) {
        return list.files().stream()
                .limit(SAMPLE)
                .filter(file -> isThere(without(file.path(), cut)))
                .count();
    }

    /** How many folders all paths have in common. */
    private int shared() {
        List<String> first = list.files().get(0).path().names();
        int shared = first.size() - 1;
        for (ListedFile file : list.files()) {
            List<String> names = file.path().names();
            int same = 0;
            while (same < Math.min(shared, names.size() - 1) && names.get(same).equals(first.get(same))) {
                same++;
            }
            shared = same;
        }
        return shared;
    }

    private static DatasetPath without(DatasetPath path, int names) {
        List<String> all = path.names();
        return DatasetPath.ofNames(all.subList(names, all.size()));
    }

    private List<ListedFile> renamed(UnaryOperator<DatasetPath> change) {
        ListedFiles renamed = new ListedFiles();
        for (ListedFile file : list.files()) {
            DatasetPath path = change.apply(file.path());
            try {
                renamed.add(path.equals(file.path()) ? file : new ListedFile(path, file.length(), file.digests()));
            } catch (IllegalArgumentException e) {
                throw new IntegrityException.BadList(list.file(), e.getMessage());
            }
        }
        return renamed.all();
    }

    private boolean isThere(DatasetPath path) {
        try {
            return Files.exists(path.under(folder), LinkOption.NOFOLLOW_LINKS);
        } catch (IllegalArgumentException e) {
            // This system reads the name in another way, so no file has it.
            return false;
        }
    }
}
