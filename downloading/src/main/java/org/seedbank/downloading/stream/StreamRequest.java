package org.seedbank.downloading.stream;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A request for the bytes of one file.
 *
 * @param torrent the dataset's torrent; where there is a copy, with the names that its files have there
 * @param file index in {@link Metainfo#files()}
 * @param copy a copy on this machine that is asked first, whole or not; its folder or its one file
 * @param peers peers to ask at once, beside those that trackers and this machine know
 * @param silence how long no byte may come before it is given up
 */
public record StreamRequest(
        Metainfo torrent, int file, Optional<Path> copy, List<InetSocketAddress> peers, Duration silence) {

    /** Copies the list. */
    public StreamRequest {
        peers = List.copyOf(peers);
    }
}
