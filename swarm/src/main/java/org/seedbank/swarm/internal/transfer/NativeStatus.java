package org.seedbank.swarm.internal.transfer;

import java.util.Optional;
import org.libtorrent4j.swig.torrent_status;
import org.seedbank.swarm.Traffic;
import org.seedbank.swarm.TransferStatus;

/**
 * libtorrent's status of a torrent, taken out of its native memory.
 *
 * @param phase what libtorrent does with it
 * @param done bytes of the wanted files, see {@link TransferStatus#bytesDone}
 * @param wasted bytes received that were not what was published, or had come before, since libtorrent last began to count
 * @param checked the share of the bytes hashed so far in the phase {@code HASHING}, in millionths
 * @param fault the error that stopped it
 */
record NativeStatus(
        Phase phase, long done, long wasted, int checked, Traffic traffic, Peers peers, Optional<Fault> fault) {

    enum Phase {
        /** Looks which files there are. */
        LOOKING,
        /** Reads and hashes files. */
        HASHING,
        /** Lacks wanted pieces. */
        INCOMPLETE,
        /** Has all wanted pieces. */
        COMPLETE;

        /** True while it finds out what there is. */
        boolean isChecking() {
            return this == LOOKING || this == HASHING;
        }
    }

    /**
     * The peers of a torrent.
     *
     * @param connected peers that are connected, those that have everything among them
     * @param seeds connected peers that have everything
     * @param known peers that were heard of, connected or not
     */
    record Peers(int connected, int seeds, int known) {}

    /**
     * An error of libtorrent.
     *
     * @param file libtorrent's index of the file concerned, negative for none
     * @param reason its text
     */
    record Fault(int file, String reason) {}

    static NativeStatus of(torrent_status status) {
        Traffic traffic = new Traffic(0, 0, status.getTotal_payload_download(), status.getTotal_payload_upload(), 0, 0);
        return new NativeStatus(
                phase(status.getState()),
                status.getTotal_wanted_done(),
                status.getTotal_failed_bytes() + status.getTotal_redundant_bytes(),
                status.getProgress_ppm(),
                traffic,
                new Peers(status.getNum_peers(), status.getNum_seeds(), status.getList_peers()),
                fault(status));
    }

    private static Optional<Fault> fault(torrent_status status) {
        return status.getErrc().failed()
                ? Optional.of(new Fault(status.getError_file(), DiskReason.of(status.getErrc())))
                : Optional.empty();
    }

    private static Phase phase(torrent_status.state_t state) {
        if (state == torrent_status.state_t.checking_resume_data) {
            return Phase.LOOKING;
        }
        if (state == torrent_status.state_t.checking_files) {
            return Phase.HASHING;
        }
        boolean complete = state == torrent_status.state_t.finished || state == torrent_status.state_t.seeding;
        return complete ? Phase.COMPLETE : Phase.INCOMPLETE;
    }
}
