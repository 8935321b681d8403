package org.seedbank.uploading.publish;

import java.nio.file.Path;
import java.time.Duration;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.Transfer;
import org.seedbank.uploading.Seeder;

/** Serves from a session of this process. For one publication, on one thread. */
final class SwarmSeeder implements Seeder {

    /** Seeding begins as soon as the files have been looked at; a slow network disk may take its time. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Swarm swarm;
    private Transfer transfer;

    SwarmSeeder(Swarm swarm) {
        this.swarm = swarm;
    }

    @Override
    public Seeding seed(Metainfo torrent, Path root, boolean hashedNow) throws InterruptedException {
        swarm.trustUrlsOf(SwarmKey.of(torrent)); // Whoever publishes has named them.
        transfer = swarm.seedOriginal(torrent, root, hashedNow);
        boolean seeding = false;
        try {
            transfer.awaitSeeding(LIMIT);
            seeding = true;
            return transfer::close;
        } finally {
            if (!seeding) {
                transfer.close();
            }
        }
    }

    Transfer transfer() {
        return transfer;
    }
}
