package org.seedbank.integrity.torrent;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.OuterDict;

/**
 * Findings of the parser beside the hashes, checked. Documented at the accessors of {@link Metainfo}; {@code infoSpan}
 * is where the {@code info} lies in the torrent's bytes.
 */
record MetainfoParts(
        String name,
        boolean singleFile,
        TorrentFormat format,
        int pieceLength,
        boolean isPrivate,
        OuterDict.Span infoSpan,
        List<TorrentFile> files,
        List<TorrentLink> links,
        StatedFacts facts,
        long rowLength,
        Optional<Sha256> datasetDigest,
        BesideInfo beside,
        List<String> warnings) {

    /** The same with files that lie under other paths. */
    MetainfoParts withFiles(List<TorrentFile> changed) {
        return new MetainfoParts(
                name,
                singleFile,
                format,
                pieceLength,
                isPrivate,
                infoSpan,
                changed,
                links,
                facts,
                rowLength,
                datasetDigest,
                beside,
                warnings);
    }
}
