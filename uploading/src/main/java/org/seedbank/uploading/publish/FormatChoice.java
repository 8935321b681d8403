package org.seedbank.uploading.publish;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.LibtorrentNames;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.selection.PreflightFindings;

/**
 * The format in which a dataset is published, and why. It is settled by the files' lengths, before a byte is read, so the
 * same files always give the same torrent.
 *
 * @param format which hashes the torrent carries
 * @param reason why this format
 * @param padding bytes that a hybrid torrent of these files has peers send beside the files' own
 */
public record FormatChoice(TorrentFormat format, Reason reason, long padding) {

    /** Why a format was taken. */
    public enum Reason {
        /** It was asked for. */
        ASKED,
        /** Both kinds of hashes: padding adds at most a tenth to the bytes. */
        LITTLE_PADDING,
        /** SHA-1 pieces alone, without padding: as a hybrid, padding would add more than a tenth to the bytes. */
        MUCH_PADDING,
        /** SHA-1 pieces alone: libtorrent makes different names of some in the two halves of a hybrid. */
        NAMES
    }

    /** Peers ask each other for blocks of this many bytes; libtorrent sends the padding that begins within one. */
    private static final long BLOCK = 16 << 10;

    /**
     * The format that was asked for, or else hybrid, unless its padding adds more than a tenth to the bytes, or names speak
     * against it: then v1.
     *
     * @throws UploadingException.UnusableNames when libtorrent could not take the names from that format
     */
    static FormatChoice of(Optional<TorrentFormat> asked, Dataset dataset) {
        List<Long> lengths = dataset.files().stream().map(SourceFile::length).toList();
        long padding = padding(lengths);
        boolean much = padding > dataset.totalLength() / 10.0;
        TorrentFormat byPadding = much ? TorrentFormat.V1 : TorrentFormat.HYBRID;
        TorrentFormat wanted = asked.orElse(byPadding);
        List<SourceFile> odd = oddIn(wanted, dataset);
        if (odd.isEmpty()) {
            Reason reason = much ? Reason.MUCH_PADDING : Reason.LITTLE_PADDING;
            return new FormatChoice(wanted, asked.isPresent() ? Reason.ASKED : reason, padding);
        }
        TorrentFormat instead = oddIn(TorrentFormat.V1, dataset).isEmpty() ? TorrentFormat.V1 : TorrentFormat.V2;
        if (asked.isEmpty() && instead == TorrentFormat.V1) {
            return new FormatChoice(instead, Reason.NAMES, padding);
        }
        throw new UploadingException.UnusableNames(
                dataset.root(),
                wanted,
                PreflightFindings.bounded(
                        odd.stream().map(file -> file.path().text()).toList()),
                instead);
    }

    private static List<SourceFile> oddIn(TorrentFormat format, Dataset dataset) {
        return dataset.files().stream()
                .filter(file ->
                        !LibtorrentNames.formats(dataset.name(), file.path()).contains(format))
                .toList();
    }

    /** One file alone has nothing behind it. */
    static long padding(List<Long> lengths) {
        return lengths.size() == 1
                ? 0
                : lengths.stream()
                        .mapToLong(length -> Math.floorMod(-length, BLOCK))
                        .sum();
    }
}
