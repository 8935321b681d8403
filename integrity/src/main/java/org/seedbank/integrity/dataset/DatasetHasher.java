package org.seedbank.integrity.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.internal.hashing.Checkpoint;
import org.seedbank.integrity.internal.hashing.HashItem;
import org.seedbank.integrity.internal.hashing.HashPipeline;
import org.seedbank.integrity.internal.hashing.HashPlan;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.internal.hashing.ProgressScale;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Reads a dataset once and computes everything its torrent needs. */
public final class DatasetHasher {

    private DatasetHasher() {}

    /**
     * Hashes a dataset.
     *
     * @param format which hashes to compute beside the files' digests
     * @param jobs hashing threads, at least 1; they end before this returns
     * @param progress called on this thread about ten times a second; bytes count up to the dataset's total length
     * @throws IntegrityException.TooManyPieces when no torrent could hold the hashes of so many pieces; nothing is read
     * @throws IntegrityException.TooManyFiles when no torrent could hold so many files; nothing is read
     * @throws IntegrityException.ChangedWhileRead when a file is no longer what the scan saw
     * @throws IntegrityException.CannotRead when a file cannot be read
     * @throws InterruptedException when this thread is interrupted
     */
    public static TorrentDraft hash(
            Dataset dataset, TorrentFormat format, PieceLength pieceLength, int jobs, Progress progress)
            throws InterruptedException {
        return hash(dataset, format, pieceLength, jobs, progress, Checkpoints.NONE);
    }

    /** Hashes with notes of how far it has come; files known from them are looked at again at the end. */
    public static TorrentDraft hash(
            Dataset dataset,
            TorrentFormat format,
            PieceLength pieceLength,
            int jobs,
            Progress progress,
            Checkpoints checkpoints)
            throws InterruptedException {
        List<SourceFile> sources = dataset.files();
        List<HashItem> items = layOut(sources, format, pieceLength.bytes());
        long rowLength = rowLength(items, format, pieceLength.bytes());
        long pieces = (rowLength + pieceLength.bytes() - 1) / pieceLength.bytes();
        if (pieces > Metainfo.MAX_PIECES) {
            throw new IntegrityException.TooManyPieces(
                    dataset.root(), pieceLength.bytes(), pieces, Metainfo.MAX_PIECES);
        }
        TorrentRoom.require(dataset, format, pieceLength);
        HashPlan plan = new HashPlan(
                items, pieceLength.bytes(), rowLength, format.hasV1(), format.hasV2(), Set.of(DigestAlgorithm.SHA256));
        ProgressScale scale = new ProgressScale(
                sources.stream().map(SourceFile::path).toList(),
                sources.stream().map(SourceFile::length).toList(),
                file -> true);
        HashResult result = HashPipeline.run(
                plan,
                jobs,
                new EndAtTrouble(sources),
                scale.telling(progress),
                Checkpoint.of(checkpoints, "publish " + format, dataset.root(), plan, item -> sources.get(item)
                        .path()));
        return new TorrentDraft(dataset, format, pieceLength, describe(sources, items, result), result);
    }

    /** With v2 hashes each file begins a piece; what lies between is padding (BEP 47). */
    private static List<HashItem> layOut(List<SourceFile> sources, TorrentFormat format, int pieceLength) {
        List<HashItem> items = new ArrayList<>(sources.size());
        long offset = 0;
        for (SourceFile source : sources) {
            items.add(new HashItem(source.file(), source.length(), source.length(), offset));
            offset += source.length();
            if (format.hasV2()) {
                offset += Math.floorMod(-offset, pieceLength);
            }
        }
        return items;
    }

    /** A hybrid of several files has padding behind the last one too, as BEP 52's reference program writes it. */
    private static long rowLength(List<HashItem> items, TorrentFormat format, int pieceLength) {
        HashItem last = items.get(items.size() - 1);
        long end = last.offset() + last.length();
        boolean padded = format == TorrentFormat.HYBRID && items.size() > 1;
        return padded ? end + Math.floorMod(-end, pieceLength) : end;
    }

    private static List<TorrentDraft.HashedFile> describe(
            List<SourceFile> sources, List<HashItem> items, HashResult result) {
        List<TorrentDraft.HashedFile> files = new ArrayList<>(sources.size());
        for (int i = 0; i < sources.size(); i++) {
            Sha256 digest = Sha256.of(result.fileDigest(DigestAlgorithm.SHA256, i));
            files.add(new TorrentDraft.HashedFile(
                    sources.get(i).path(), items.get(i).length(), items.get(i).offset(), digest));
        }
        return files;
    }
}
