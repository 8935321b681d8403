package org.seedbank.downloading.place;

import java.nio.file.Path;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.swarm.SwarmKey;

/**
 * A place that is kept for one fetch, and the folder beside it that receives what arrives. Others are kept from both until
 * it is closed. For one thread at a time; whoever opens it closes it.
 */
public final class Reception implements AutoCloseable {

    private final Path root;
    private final IncomingFolder incoming;
    private final Locks locks;

    private Reception(Path root, IncomingFolder incoming, Locks locks) {
        this.root = root;
        this.incoming = incoming;
        this.locks = locks;
    }

    /** The locks of the place, and of what arrives beside it, which another place may share. */
    private record Locks(TargetLock place, TargetLock incoming) implements AutoCloseable {
        static Locks take(Path root, Path incoming) {
            TargetLock place = TargetLock.take(root);
            try {
                return new Locks(place, TargetLock.take(incoming));
            } catch (DownloadingException e) {
                place.close();
                throw e;
            }
        }

        @Override
        public void close() {
            incoming.close();
            place.close();
        }
    }

    /**
     * Keeps a place with room for what is missing, and opens the folder beside it, with what an earlier fetch left there.
     *
     * @throws DownloadingException when the place cannot be used
     * @throws DownloadingException.Busy when somebody fetches into it
     */
    public static Reception open(FetchRequest request) {
        Target target = new Target(request);
        Path real = target.create();
        SwarmKey key = SwarmKey.of(request.torrent());
        Path shelter = IncomingFolder.shelter(real);
        Locks locks = Locks.take(real, IncomingFolder.of(shelter, key));
        Reception opened = null;
        try {
            target.requireRoom(target.look(), incomingRoot(request, real));
            IncomingFolder incoming =
                    IncomingFolder.open(shelter, key, request.place().name());
            incoming.deleteTooLong(request.torrent());
            opened = new Reception(target.root(), incoming, locks);
            return opened;
        } finally {
            if (opened == null) {
                locks.close();
            }
        }
    }

    /** Where what is fetched to a place arrives, or would. */
    public static Path incomingRoot(FetchRequest request, Path real) {
        return IncomingFolder.of(IncomingFolder.shelter(real), SwarmKey.of(request.torrent()))
                .resolve(request.place().name());
    }

    /** Where the copy lies in the end: the dataset's own folder or file. */
    public Path root() {
        return root;
    }

    /** The folder that receives what arrives. */
    public IncomingFolder incoming() {
        return incoming;
    }

    /** Gives the place free; what has arrived stays. */
    @Override
    public void close() {
        try (locks) {
            incoming.deleteIfEmpty();
        }
    }
}
