package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.files.NameForms;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/** Verifies a folder, or one file, against a list. */
final class ListVerification implements FixityVerification {

    private final FixityList list;
    private final Path target;
    private final boolean isFolder;
    private final Optional<FixityReference.Signature> signature;
    private final List<String> warnings;
    private final Function<ListedFile, Path> place;
    private List<ListedFile> files;
    private ListedFilesCheck check;

    private ListVerification(FixityList list, Path target, ListSignature.Outcome signature) {
        this.list = list;
        this.target = target;
        this.signature = signature.signature();
        this.warnings = new ArrayList<>(signature.warnings());
        warnings.addAll(list.warnings());
        this.isFolder = Files.isDirectory(target);
        this.place = isFolder ? file -> file.path().under(target) : file -> target;
        this.files = isFolder ? new ListedNames(list, target, warnings).files() : List.of(only(list, target));
        this.check = new ListedFilesCheck(target, files, place);
        if (isFolder) {
            refuseWhereNothingIs();
        }
    }

    static ListVerification prepare(FixityList list, Path target, ListSignature gpg) {
        if (!Files.exists(target)) {
            throw new IntegrityException.NotThere(target);
        }
        return new ListVerification(list, target, gpg.check(list));
    }

    /** An empty mount point is no damage; where the list itself lies, the files are really missing. */
    private void refuseWhereNothingIs() {
        if (check.findsNothing() && list.isNameless()) {
            throw IntegrityException.NotListed.ofNone(list.file());
        }
        if (check.findsNothing() && !realPath(list.file()).startsWith(realPath(target))) {
            throw IntegrityException.NotThere.nothingOf(
                    list.file().getFileName().toString(), target);
        }
    }

    /** Returns what the list says of the one file that is to be verified, wherever it lay when the list was made. */
    private static ListedFile only(FixityList list, Path target) {
        String name = target.toAbsolutePath().normalize().getFileName().toString();
        if (list.isNameless()) {
            ListedFile file = list.files().get(0);
            return new ListedFile(new DatasetPath(name), file.length(), file.digests());
        }
        String composed = NameForms.composed(name);
        List<ListedFile> found = list.files().stream()
                .filter(file -> NameForms.composed(lastName(list, file)).equals(composed))
                .toList();
        if (found.size() > 1) {
            found = found.stream()
                    .filter(file -> lastName(list, file).equals(name))
                    .toList();
        }
        if (found.size() != 1) {
            throw new IntegrityException.NotListed(list.file(), name, found.size());
        }
        return found.get(0);
    }

    private static String lastName(FixityList list, ListedFile file) {
        String path = file.path().text();
        int slash = path.lastIndexOf('/');
        return path.substring(
                1 + (list.backslashed().contains(file.path()) ? Math.max(slash, path.lastIndexOf('\\')) : slash));
    }

    @Override
    public long totalLength() {
        return check.totalLength();
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public FixityReport run(int jobs, Progress progress) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        Instant started = clock.instant();
        List<String> told = new ArrayList<>(warnings);
        DigestKinds kinds = new DigestKinds(list, files, check);
        boolean wasFound = take(kinds.ofSmallFiles(), told);
        List<ListedFilesCheck.CheckedFile> checked = check.run(algorithms(), jobs, progress);
        if (!wasFound && kinds.areInDoubt(checked)) {
            if (take(kinds.ofSmallestDamaged(checked), told)) {
                checked = check.run(algorithms(), jobs, progress);
            } else if (!list.guessed().isEmpty()) {
                throw IntegrityException.BadList.ofUnknownKind(list.file(), files.size(), list.guessed());
            }
        }
        Map<DatasetPath, String> otherForms = isFolder ? check.otherForms() : Map.of();
        ListedFilesCheck.warnOf(otherForms).ifPresent(told::add);
        List<String> extras = isFolder ? extras(otherForms.values()) : List.of();
        FixityReference reference =
                new FixityReference.OfList(list.file().getFileName().toString(), format(), list.digest(), signature);
        return new FixityReport(
                        reference,
                        target,
                        ListedFilesCheck.CheckedFile.findings(checked),
                        ListedFilesCheck.CheckedFile.digests(checked),
                        extras,
                        started,
                        clock.instant())
                .withWarnings(told);
    }

    /** Goes on with the kinds of digests that files showed; returns false where they showed none. */
    private boolean take(Map<DigestAlgorithm, DigestAlgorithm> kinds, List<String> told) {
        if (kinds.isEmpty()) {
            return false;
        }
        kinds.values()
                .forEach(kind -> told.add("'%s' does not tell that its digests are %s, but its files do"
                        .formatted(list.file().getFileName(), kind.label())));
        files = files.stream().map(file -> DigestKinds.relabelled(file, kinds)).toList();
        check = new ListedFilesCheck(target, files, place);
        return true;
    }

    private Set<DigestAlgorithm> algorithms() {
        return files.stream().flatMap(file -> file.digests().keySet().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private String format() {
        return list.untagged().isEmpty() ? list.format() : DigestText.program(algorithms());
    }

    /** Files that lie in the folder and are not listed. The list itself may lie there too. */
    private List<String> extras(Collection<String> otherForms) throws InterruptedException {
        Set<String> known = new HashSet<>(otherForms);
        files.forEach(file -> known.add(file.path().text()));
        Path self = realPath(list.file());
        List<String> extras = new ArrayList<>();
        FolderWalk.below(target, (file, path, length) -> {
            if (extras.size() < FixityReport.MAX_EXTRAS && !known.contains(path) && !file.equals(self)) {
                extras.add(path);
            }
        });
        extras.sort(null);
        return extras;
    }

    private static Path realPath(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
    }
}
