package org.seedbank.node.internal.files;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.downloading.place.Survey;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.SoundPieces;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;

/** Reads files of a dataset and compares them with what was published. */
public final class FileCheck {

    private final TorrentSummary known;
    private final DatasetRecord record;
    private final LongConsumer bytes;
    private final Supplier<Optional<Stamps>> verified;

    /**
     * For one dataset.
     *
     * @param verified how its files were when they were last found intact; asked on the thread that reads
     * @param bytes is told how many bytes were read so far, on threads of the reading
     */
    public FileCheck(
            TorrentSummary known, DatasetRecord record, Supplier<Optional<Stamps>> verified, LongConsumer bytes) {
        this.known = known;
        this.record = record;
        this.verified = verified;
        this.bytes = bytes;
    }

    /**
     * Describes what was found.
     *
     * @param stamps how the files were before they were read; of damaged ones, how they were when last intact
     * @param seen how all of them were, to tell when damaged files change
     * @param damaged paths of damaged files, as many as are named
     * @param count how many are damaged
     * @param intactBytes bytes of the wanted files that are intact
     * @param linked how many of those have other names, through which they may have been written to
     * @param sound pieces of which every byte is known to be right
     * @param nothingThere whether no wanted file is there
     * @param when the time at which all of them still looked as before they were read
     */
    public record Found(
            Stamps stamps,
            Stamps seen,
            List<String> damaged,
            int count,
            long intactBytes,
            int linked,
            BitSet sound,
            boolean nothingThere,
            Instant when) {
        public boolean isIntact() {
            return count == 0;
        }
    }

    /** Reads what a fetch has brought. */
    public Found arrived(OngoingFetch fetch) throws InterruptedException {
        fetch.settle();
        AtomicReference<Stamps> before = new AtomicReference<>();
        FixityReport report =
                fetch.land(progress(), root -> before.set(Stamps.take(known.torrent(), root, record.files())));
        return fetch.isLanded() ? found(before.get(), report, new BitSet()) : found(report);
    }

    /** Damage that has not come to its place. */
    private Found found(FixityReport report) {
        BitSet indexes = indexes(report.damage());
        Stamps nothing = Stamps.take(known.torrent(), record.root(), record.files());
        return new Found(
                nothing,
                nothing,
                paths(indexes),
                indexes.cardinality(),
                intactBytes(indexes),
                0,
                new BitSet(),
                false,
                Instant.now());
    }

    /**
     * A survey of a place, and how the files are there.
     *
     * @param found what it found, as of a dataset that is there
     */
    public record Surveyed(FetchRequest request, Survey survey, Optional<Found> found) {}

    /** Reads what is at a place before anything is fetched into it. */
    public Surveyed survey(FetchRequest request) throws InterruptedException {
        Stamps before = Stamps.take(known.torrent(), record.root(), record.files());
        Survey survey = Survey.of(request, progress());
        return new Surveyed(request, survey, survey.report().map(report -> found(before, report, new BitSet())));
    }

    /**
     * Reads these files, by index; all others are taken as they were. Where pieces that span files are all there is, a file
     * proves nothing without its neighbours, and all are read.
     */
    public Found of(BitSet asked) throws InterruptedException {
        BitSet files = known.provesFilesAlone() ? asked : known.wanted();
        Stamps before = Stamps.take(known.torrent(), record.root(), record.files());
        Set<DatasetPath> paths =
                NodeResources.paths(known.torrent(), files.stream().boxed().toList());
        FixityReport report = record.published()
                ? Verification.ofOriginals(record.root(), known.torrent(), paths::contains, 1, progress())
                : Verification.run(known.torrent(), record.root(), paths::contains, 1, progress());
        BitSet others = (BitSet) known.wanted().clone();
        others.andNot(files);
        return found(before, report, others);
    }

    private Progress progress() {
        return Progress.counting(now -> bytes.accept(now.bytesDone()));
    }

    /** A file that was changed while it was read counts as damaged, and is read again at the next occasion. */
    private Found found(Stamps before, FixityReport report, BitSet others) {
        Metainfo torrent = known.torrent();
        List<FileFinding> damage = report.damage();
        BitSet indexes = indexes(damage);
        Instant when = Instant.now();
        BitSet changed =
                Stamps.take(known.torrent(), record.root(), record.files()).changedSince(before);
        indexes.or(changed);
        changed.andNot(indexes(damage));
        BitSet still = new BitSet();
        still.set(0, torrent.files().size());
        still.andNot(changed);
        BitSet sound = SoundPieces.of(torrent, report, others);
        sound.and(SoundPieces.within(torrent, still));
        return new Found(
                before.doubting(indexes, verified.get()),
                before,
                paths(indexes),
                indexes.cardinality(),
                intactBytes(indexes),
                OtherNames.of(torrent, record.root(), indexes).cardinality(),
                sound,
                before.isNothingThere(),
                when);
    }

    private long intactBytes(BitSet damaged) {
        return known.wanted().stream()
                .filter(index -> !damaged.get(index))
                .mapToLong(index -> known.torrent().files().get(index).length())
                .sum();
    }

    private List<String> paths(BitSet indexes) {
        Metainfo torrent = known.torrent();
        return indexes.stream()
                .limit(DatasetView.MAX_DAMAGED)
                .mapToObj(index -> torrent.files().get(index).path().text())
                .toList();
    }

    private BitSet indexes(List<FileFinding> damage) {
        BitSet indexes = new BitSet();
        Metainfo torrent = known.torrent();
        if (!damage.isEmpty()) {
            Map<DatasetPath, Integer> places = IntStream.range(
                            0, torrent.files().size())
                    .boxed()
                    .collect(Collectors.toMap(i -> torrent.files().get(i).path(), Function.identity()));
            damage.forEach(finding -> indexes.set(places.get(finding.path())));
        }
        return indexes;
    }
}
