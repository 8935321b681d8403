package org.seedbank.swarm;

import java.util.Objects;
import java.util.Optional;

/**
 * Limits of a session. They hold for all peers, those of this machine and its network too.
 *
 * @param uploadRate bytes per second sent to all peers together; 0 for none at all, empty for no limit. With 0 peers are
 *     still told what there is, but get nothing of it
 * @param downloadRate bytes per second received from all peers together; 0 for none at all, empty for no limit. With 0
 *     fetches go on serving what they have
 * @param connections peers connected at once, at least 2; a session takes fewer when the process may not open that many
 *     files
 * @param uploadSlots peers that are sent something at once, at least 1
 */
public record SwarmLimits(Optional<Long> uploadRate, Optional<Long> downloadRate, int connections, int uploadSlots) {

    /** No rate limits, and connections and upload slots that suit this machine. */
    public static final SwarmLimits NONE = rates(Optional.empty(), Optional.empty());

    /** Throws {@link IllegalArgumentException} when a rate is negative or there are too few connections or slots. */
    public SwarmLimits {
        requireRate(uploadRate);
        requireRate(downloadRate);
        if (connections < 2) {
            throw new IllegalArgumentException("a session needs at least 2 connections, not " + connections);
        }
        if (uploadSlots < 1) {
            throw new IllegalArgumentException("a session needs at least 1 upload slot, not " + uploadSlots);
        }
    }

    /** These rates, and connections and upload slots that suit this machine. */
    public static SwarmLimits rates(Optional<Long> upload, Optional<Long> download) {
        Capacity machine = Capacity.ofThisProcess();
        return new SwarmLimits(upload, download, machine.connections(), machine.uploadSlots());
    }

    /** Throws {@link IllegalArgumentException} when a rate is negative. */
    public static void requireRate(Optional<Long> rate) {
        Objects.requireNonNull(rate, "rate");
        if (rate.isPresent() && rate.get() < 0) {
            throw new IllegalArgumentException("a rate limit cannot be negative, as " + rate.get());
        }
    }

    /** True for a rate of 0, which means none at all. */
    public static boolean isOff(Optional<Long> rate) {
        return rate.isPresent() && rate.get() == 0;
    }

    /** A rate in libtorrent's form, where 0 means no limit. */
    public static int natively(Optional<Long> rate) {
        return (int) Math.min(Integer.MAX_VALUE, rate.orElse(0L));
    }
}
