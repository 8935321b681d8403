package org.seedbank.node.detail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What was moved in the last hour, or since the node began to run, in samples of equal length.
 *
 * @param step how long a sample is
 * @param until when the last one ended; the others lie before it, one after the other, as long as the machine was awake
 * @param download bytes received per second, on average of each sample, the oldest first; at most {@value #MOST}
 * @param upload bytes sent per second, on average of each sample; as many
 */
public record RateSamples(Duration step, Instant until, List<Long> download, List<Long> upload) {

    /** Samples that are kept: an hour of them. */
    public static final int MOST = 360;

    /** How long a sample is. */
    public static final Duration STEP = Duration.ofHours(1).dividedBy(MOST);

    /** Copies the lists. */
    public RateSamples {
        download = List.copyOf(download);
        upload = List.copyOf(upload);
    }
}
