package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.EndAtTrouble;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.internal.hashing.HashItem;
import org.seedbank.integrity.internal.hashing.HashPipeline;
import org.seedbank.integrity.internal.hashing.HashPlan;
import org.seedbank.integrity.internal.hashing.HashResult;

/** The files of a dataset with their digests, to be written as a list for other programs. */
public final class FileListing {

    private final Dataset dataset;
    private final ListFormat format;
    private final List<ListedFile> files;

    private FileListing(Dataset dataset, ListFormat format, List<ListedFile> files) {
        this.dataset = dataset;
        this.format = format;
        this.files =
                files.stream().sorted(Comparator.comparing(ListedFile::path)).toList();
    }

    /**
     * Reads every file of a dataset once.
     *
     * @param format what the list will be written in
     * @param jobs hashing threads, at least 1; they end before this returns
     * @param progress called on this thread about ten times a second; bytes count up to the dataset's total length
     * @throws IntegrityException.NothingToPublish when it has no file
     * @throws IntegrityException.UnusableName when the format cannot hold the name of a file; nothing is read
     * @throws IntegrityException.ChangedWhileRead when a file is no longer what the scan saw
     * @throws IntegrityException.CannotRead when a file cannot be read
     * @throws InterruptedException when this thread is interrupted
     */
    public static FileListing of(Dataset dataset, ListFormat format, int jobs, Progress progress)
            throws InterruptedException {
        if (dataset.files().isEmpty()) {
            throw new IntegrityException.NothingToPublish(dataset.root());
        }
        for (SourceFile source : dataset.files()) {
            format.checkName(source);
        }
        return new FileListing(dataset, format, hashed(dataset, format.algorithms(), jobs, progress));
    }

    private static List<ListedFile> hashed(
            Dataset dataset, Set<DigestAlgorithm> algorithms, int jobs, Progress progress) throws InterruptedException {
        List<SourceFile> sources = dataset.files();
        List<HashItem> items = new ArrayList<>(sources.size());
        long offset = 0;
        for (SourceFile source : sources) {
            items.add(new HashItem(source.file(), source.length(), source.length(), offset));
            offset += source.length();
        }
        HashResult result = HashPipeline.run(
                new HashPlan(items, PieceLength.MIN, offset, false, false, algorithms),
                jobs,
                new EndAtTrouble(sources),
                (bytes, item) -> progress.advanced(bytes, sources.get(item).path()));
        List<ListedFile> files = new ArrayList<>(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            files.add(new ListedFile(sources.get(i).path(), sources.get(i).length(), digests(result, algorithms, i)));
        }
        return files;
    }

    private static Map<DigestAlgorithm, ContentDigest> digests(
            HashResult result, Set<DigestAlgorithm> algorithms, int item) {
        Map<DigestAlgorithm, ContentDigest> digests = new EnumMap<>(DigestAlgorithm.class);
        algorithms.forEach(algorithm -> digests.put(
                algorithm, ContentDigest.of(algorithm, Hex.encodeHexString(result.fileDigest(algorithm, item)))));
        return digests;
    }

    /** The files, sorted by the bytes of their paths. */
    List<ListedFile> files() {
        return files;
    }

    /** The lines of the list with their line feeds, made one by one; sorted by the bytes of the paths. */
    public Stream<String> lines() {
        return Stream.concat(format.header(dataset), files.stream().map(format::line));
    }

    /**
     * Writes the list into a file, whole or not at all, over what is there.
     *
     * @throws IntegrityException.CannotWrite when the file cannot be written, or something else is in its place
     */
    public void write(Path target) {
        try {
            AtomicFile.requireReplaceable(target);
            AtomicFile.update(target, out -> {
                for (Iterator<String> each = lines().iterator(); each.hasNext(); ) {
                    out.write(each.next());
                }
            });
        } catch (IOException e) {
            throw new IntegrityException.CannotWrite(target, e);
        }
    }
}
