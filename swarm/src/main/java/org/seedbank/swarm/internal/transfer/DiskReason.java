package org.seedbank.swarm.internal.transfer;

import org.libtorrent4j.swig.error_code;

/** Why libtorrent's disk work failed, in words. */
final class DiskReason {

    /** EFAULT, on Linux and macOS alike. */
    private static final int BAD_ADDRESS = 14;

    private DiskReason() {}

    /**
     * libtorrent's own words, but for the one error that says nothing: it calls a mapped file that could not be read while
     * it was hashed a bad address ({@code perform_job} in mmap_disk_io.cpp).
     */
    static String of(error_code error) {
        return error.value() == BAD_ADDRESS
                ? "a file could not be read: it was cut short, or its disk is full or fails"
                : error.message();
    }
}
