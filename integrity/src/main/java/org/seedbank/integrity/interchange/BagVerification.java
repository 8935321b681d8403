package org.seedbank.integrity.interchange;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.files.NameForms;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;

/**
 * Verifies a bag: the bytes of its payload and its tag files, that nothing is missing or unlisted, and that it keeps the
 * rules of RFC 8493.
 */
final class BagVerification implements FixityVerification {

    private final Bag bag;
    private final ListedFilesCheck check;

    /** By path, so that what a rule says of a file can take the place of what its bytes say. */
    private final Map<DatasetPath, ListedFilesCheck.CheckedFile> files = new TreeMap<>();

    BagVerification(Bag bag) {
        this.bag = bag;
        this.check = new ListedFilesCheck(
                bag.folder(), bag.files().all(), file -> file.path().under(bag.folder()));
    }

    @Override
    public long totalLength() {
        return check.totalLength();
    }

    @Override
    public List<String> warnings() {
        return bag.warnings();
    }

    @Override
    public FixityReport run(int jobs, Progress progress) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        Instant started = clock.instant();
        check.run(bag.files().algorithms(), jobs, progress)
                .forEach(file -> files.put(file.finding().path(), file));
        Map<DatasetPath, String> otherForms = check.otherForms();
        List<String> warnings = new ArrayList<>(bag.warnings());
        ListedFilesCheck.warnOf(otherForms).ifPresent(warnings::add);
        takeTwinsForOne().ifPresent(warnings::add);
        BagFolder folder = BagFolder.of(bag, otherForms.values());
        folder.unlisted().forEach(finding -> files.put(finding.path(), ListedFilesCheck.CheckedFile.of(finding)));
        markToFetch();
        checkOxum(folder);
        if (bag.declaration().isVersion1()) {
            checkPayloadManifests();
            checkRepetitions();
        }
        FixityReference reference = new FixityReference.OfList(
                bag.chief().name(),
                "BagIt " + bag.declaration().version(),
                bag.chief().digest());
        List<ListedFilesCheck.CheckedFile> all = List.copyOf(files.values());
        return new FixityReport(
                        reference,
                        bag.folder(),
                        ListedFilesCheck.CheckedFile.findings(all),
                        ListedFilesCheck.CheckedFile.digests(all),
                        folder.extras(),
                        started,
                        clock.instant())
                .withWarnings(warnings);
    }

    /**
     * Takes a file that is listed under several names, of which the disk has one, for that one: a disk that tells capital
     * from small letters, or one form of Unicode from another, held a bag that was made where they are the same. Their
     * digests have to agree.
     */
    private Optional<String> takeTwinsForOne() {
        Map<String, ListedFilesCheck.CheckedFile> intact = new HashMap<>();
        files.values().stream()
                .filter(file -> file.finding() instanceof FileFinding.Intact)
                .forEach(file -> intact.put(folded(file.finding().path()), file));
        List<DatasetPath> twins = new ArrayList<>();
        for (ListedFilesCheck.CheckedFile file : List.copyOf(files.values())) {
            ListedFilesCheck.CheckedFile other =
                    intact.get(folded(file.finding().path()));
            if (file.finding() instanceof FileFinding.Missing missing
                    && other != null
                    && other.expected().equals(file.expected())) {
                files.put(
                        missing.path(),
                        new ListedFilesCheck.CheckedFile(
                                new FileFinding.Intact(
                                        missing.path(), other.finding().length()),
                                file.expected(),
                                other.found()));
                twins.add(missing.path());
            }
        }
        return twins.isEmpty()
                ? Optional.empty()
                : Optional.of("%d %s listed under two names, which differ in case or Unicode form alone, such as '%s'"
                        .formatted(twins.size(), twins.size() == 1 ? "file is" : "files are", twins.get(0)));
    }

    private static String folded(DatasetPath path) {
        return NameForms.composed(NameForms.composed(path.text()).toLowerCase(Locale.ROOT));
    }

    /** A file is to be named once in a manifest (RFC 8493, 2.1.3). */
    private void checkRepetitions() {
        bag.manifests().forEach(manifest -> manifest.twice()
                .ifPresent(path -> invalid(new DatasetPath(manifest.name()), "it lists '%s' twice".formatted(path))));
    }

    private void markToFetch() {
        bag.toFetch().forEach((path, url) -> {
            if (bag.files().contains(path) && files.get(path).finding() instanceof FileFinding.Missing missing) {
                say(new FileFinding.NotFetched(path, missing.length(), url));
            }
        });
    }

    /** Blames the statement of the payload's size only when the payload itself is whole. */
    private void checkOxum(BagFolder folder) {
        boolean whole = files.values().stream()
                .map(ListedFilesCheck.CheckedFile::finding)
                .allMatch(finding -> finding instanceof FileFinding.Intact || !Bag.isPayload(finding.path()));
        String found = "%d.%d".formatted(folder.payloadBytes(), folder.payloadFiles());
        DatasetPath info = new DatasetPath(bag.declaration().infoFile());
        if (bag.oxums().size() > 1) {
            invalid(
                    info,
                    "%s is '%s' and '%s'"
                            .formatted(Bag.OXUM, bag.oxums().get(0), bag.oxums().get(1)));
            return;
        }
        bag.oxums().stream()
                .filter(said -> whole && !said.equals(found))
                .forEach(said -> invalid(info, "%s is '%s' and should be %s".formatted(Bag.OXUM, said, found)));
    }

    /** Every file of the payload has to be in each of its manifests (RFC 8493, 3). */
    private void checkPayloadManifests() {
        List<BagManifest> ofPayload =
                bag.manifests().stream().filter(manifest -> !manifest.ofTags()).toList();
        for (DatasetPath path : List.copyOf(files.keySet())) {
            for (BagManifest manifest : ofPayload) {
                if (Bag.isPayload(path) && !manifest.paths().contains(path)) {
                    invalid(path, "'%s' does not list it".formatted(manifest.name()));
                }
            }
        }
    }

    /** Marks a file as invalid; one that is damaged or missing stays that. */
    private void invalid(DatasetPath path, String reason) {
        FileFinding known = files.containsKey(path) ? files.get(path).finding() : null;
        if (known == null || known instanceof FileFinding.Intact) {
            long length = known == null ? FileFinding.UNKNOWN_LENGTH : known.length();
            say(new FileFinding.Invalid(path, length, reason));
        }
    }

    private void say(FileFinding finding) {
        files.merge(finding.path(), ListedFilesCheck.CheckedFile.of(finding), (known, other) -> known.but(finding));
    }
}
