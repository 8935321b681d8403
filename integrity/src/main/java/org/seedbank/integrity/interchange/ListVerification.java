package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/** Verifies a folder, or one file, against a list. */
final class ListVerification implements FixityVerification {

    private final FixityList list;
    private final Path target;
    private final ListedFilesCheck check;

    private ListVerification(FixityList list, Path target, List<ListedFile> files, Function<ListedFile, Path> place) {
        this.list = list;
        this.target = target;
        this.check = new ListedFilesCheck(target, files, place);
    }

    static ListVerification prepare(FixityList list, Path target) {
        if (!Files.exists(target)) {
            throw new IntegrityException.NotThere(target);
        }
        if (Files.isDirectory(target)) {
            ListVerification verification = new ListVerification(
                    list, target, list.files(), file -> file.path().under(target));
            verification.refuseWhereNothingIs();
            return verification;
        }
        return new ListVerification(list, target, List.of(only(list, target)), file -> target);
    }

    /** An empty mount point is no damage; where the list itself lies, the files are really missing. */
    private void refuseWhereNothingIs() {
        if (check.findsNothing() && !realPath(list.file()).startsWith(realPath(target))) {
            throw IntegrityException.NotThere.nothingOf(
                    list.file().getFileName().toString(), target);
        }
    }

    /** Returns what the list says of the one file that is to be verified, wherever it lay when the list was made. */
    private static ListedFile only(FixityList list, Path target) {
        String name = target.toAbsolutePath().normalize().getFileName().toString();
        List<ListedFile> found = list.files().stream()
                .filter(file ->
                        file.path().text().equals(name) || file.path().text().endsWith("/" + name))
                .toList();
        if (found.size() != 1) {
            throw new IntegrityException.NotListed(list.file(), name, found.size());
        }
        return found.get(0);
    }

    @Override
    public long totalLength() {
        return check.totalLength();
    }

    @Override
    public List<String> warnings() {
        return list.warnings();
    }

    @Override
    public FixityReport run(int jobs, Progress progress) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        Instant started = clock.instant();
        List<ListedFilesCheck.CheckedFile> checked = check.run(list.algorithms(), jobs, progress);
        List<String> extras = Files.isDirectory(target) ? extras() : List.of();
        FixityReference reference =
                new FixityReference.OfList(list.file().getFileName().toString(), list.format(), list.digest());
        return new FixityReport(
                reference,
                target,
                ListedFilesCheck.CheckedFile.findings(checked),
                ListedFilesCheck.CheckedFile.digests(checked),
                extras,
                started,
                clock.instant());
    }

    /** Files that lie in the folder and are not listed. The list itself may lie there too. */
    private List<String> extras() throws InterruptedException {
        Set<String> known = new HashSet<>();
        list.files().forEach(file -> known.add(file.path().text()));
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
