package org.seedbank.uploading.selection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;

/**
 * Findings of a look at the names and permissions of a dataset's files. Nothing is read but small files that may be
 * seedbank's own, and Git's settings.
 *
 * @param own paths of files of seedbank's own
 * @param secrets paths of files that look secret, some with a reason behind them
 * @param litter a warning about version control, caches and litter
 */
public record PreflightFindings(List<String> own, List<String> secrets, Optional<String> litter) {

    /** As many as a person reads. */
    private static final int MOST_NAMED = 20;

    /** Copies the lists. */
    public PreflightFindings {
        own = List.copyOf(own);
        secrets = List.copyOf(secrets);
    }

    /** Looks at a dataset. */
    public static PreflightFindings in(Dataset dataset, OwnFolders folders) {
        List<String> own = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        Set<SourceFile> hidden = new HashSet<>(HiddenFiles.of(dataset));
        boolean allSecret = secretFolderAbove(dataset.root());
        for (SourceFile file : dataset.files()) {
            String path = file.path().text();
            if (folders.hold(file.file()) || isOwn(dataset, file)) {
                own.add("'%s'".formatted(path));
            } else if (allSecret || isSecret(path) || isSecret(realPath(dataset, file))) {
                secrets.add("'%s'".formatted(path));
            } else if (GitConfig.holdsSecret(path, file.file())) {
                secrets.add("'%s' (a password or token is in it)".formatted(path));
            } else if (hidden.contains(file)) {
                secrets.add("'%s' (others may not read it, unlike other files)".formatted(path));
            }
        }
        return new PreflightFindings(own, secrets, Litter.warning(dataset, "would be published too"));
    }

    /** Some of the names, and how many more there are. */
    public static String bounded(List<String> names) {
        int more = names.size() - MOST_NAMED;
        String first = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
        return more > 0 ? "%s and %d more".formatted(first, more) : first;
    }

    private static boolean isOwn(Dataset dataset, SourceFile file) {
        String within = dataset.singleFile() ? file.path().text() : dataset.name() + "/" + file.path();
        String place = dataset.singleFile() ? dataset.root().toString() : within;
        String real = realPath(dataset, file);
        return OwnFiles.isNamedSo(within)
                || OwnFiles.isNamedSo(real)
                || OwnFiles.isOwn(place, file.file())
                || OwnFiles.isOwn(real, file.file());
    }

    /** The path of what is read: another one where a link was followed. */
    private static String realPath(Dataset dataset, SourceFile file) {
        return dataset.singleFile()
                ? file.path().text()
                : dataset.root().relativize(file.file()).toString();
    }

    private static boolean secretFolderAbove(Path root) {
        for (Path name : root) {
            if (LikelySecrets.isFolder(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSecret(String path) {
        String[] names = path.split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            if (LikelySecrets.isFolder(names[i])) {
                return true;
            }
        }
        return LikelySecrets.isFile(names[names.length - 1]);
    }
}
