package org.seedbank.integrity.interchange;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
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
        BagFolder folder = BagFolder.of(bag);
        folder.unlisted().forEach(finding -> files.put(finding.path(), ListedFilesCheck.CheckedFile.of(finding)));
        markToFetch();
        checkOxum(folder);
        if (bag.declaration().isVersion1()) {
            checkPayloadManifests();
            checkTagManifests();
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
                clock.instant());
    }

    private void markToFetch() {
        bag.toFetch().forEach((path, url) -> {
            if (!bag.files().contains(path)) {
                invalid(new DatasetPath(Bag.FETCH), "it names '%s', which no manifest lists".formatted(path));
            } else if (files.get(path).finding() instanceof FileFinding.Missing missing) {
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
        bag.oxum()
                .filter(said -> whole && !said.equals(found))
                .ifPresent(said -> invalid(
                        new DatasetPath(Bag.INFO), "%s is '%s' and should be %s".formatted(Bag.OXUM, said, found)));
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

    /** Every manifest of the payload has to be in each manifest of tag files (RFC 8493, 2.2.1). */
    private void checkTagManifests() {
        for (BagManifest ofTags : bag.manifests()) {
            for (BagManifest other : bag.manifests()) {
                if (ofTags.ofTags() && !other.ofTags() && !ofTags.paths().contains(new DatasetPath(other.name()))) {
                    invalid(new DatasetPath(ofTags.name()), "it does not list '%s'".formatted(other.name()));
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
