package org.seedbank.uploading.selection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.dataset.ScanRules;

/**
 * Rules of what is left out of one publication: by the person's patterns, as litter, or by the {@code .seedbankignore} of a folder
 * or of one above it. For one scan, on one thread.
 */
public final class SelectionRules implements ScanRules {

    private final boolean withoutLitter;
    private final List<Exclusion> exclusions;
    private final List<LeftOut> leftOut;

    /** The rules of the folder above; null for those that hold before any folder. */
    private final SelectionRules above;

    private final String prefix;
    private final List<IgnorePattern> patterns;

    /** The rules of a choice. */
    public SelectionRules(DatasetSelection selection) {
        withoutLitter = selection.withoutLitter();
        exclusions = selection.excluded().stream().map(Exclusion::new).toList();
        leftOut = new ArrayList<>();
        above = null;
        prefix = "";
        patterns = List.of();
    }

    private SelectionRules(SelectionRules above, String prefix, List<IgnorePattern> patterns) {
        withoutLitter = above.withoutLitter;
        exclusions = above.exclusions;
        leftOut = above.leftOut;
        this.above = above;
        this.prefix = prefix;
        this.patterns = patterns;
    }

    @Override
    public ScanRules in(Path folder, String folderPrefix) {
        List<IgnorePattern> own = IgnoreFile.in(folder);
        return own.isEmpty() ? this : new SelectionRules(this, folderPrefix, own);
    }

    @Override
    public boolean leavesOut(String path, boolean folder) {
        Optional<String> reason = reason(path, folder);
        reason.ifPresent(why -> leftOut.add(new LeftOut(folder ? path + "/" : path, why)));
        return reason.isPresent();
    }

    /** Everything that was left out so far, by its path. */
    public List<LeftOut> leftOut() {
        return leftOut.stream().sorted(Comparator.comparing(LeftOut::path)).toList();
    }

    /** Patterns that have left nothing out. */
    public List<String> unused() {
        return exclusions.stream()
                .filter(each -> !each.isUsed())
                .map(Exclusion::glob)
                .toList();
    }

    private Optional<String> reason(String path, boolean folder) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals(IgnoreFile.NAME) && !folder) {
            return Optional.of(LeftOut.RULES);
        }
        for (Exclusion each : exclusions) {
            if (each.matches(path, folder)) {
                return Optional.of(each.glob());
            }
        }
        if (withoutLitter && Litter.isLitter(name)) {
            return Optional.of(LeftOut.AS_LITTER);
        }
        return ignores(path, folder) ? Optional.of(LeftOut.BY_FILE) : Optional.empty();
    }

    /** The last line that matches counts, those of the nearest folder first. */
    private boolean ignores(String path, boolean folder) {
        for (SelectionRules rules = this; rules != null; rules = rules.above) {
            String below = path.substring(rules.prefix.length());
            for (int i = rules.patterns.size() - 1; i >= 0; i--) {
                IgnorePattern pattern = rules.patterns.get(i);
                if (pattern.matches(below, folder)) {
                    return !pattern.negated();
                }
            }
        }
        return false;
    }
}
