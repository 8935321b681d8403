package org.seedbank.integrity;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Set;

/** The reason inside an {@link IOException}, in words for a person and without the file's name. */
public final class IoReason {

    private static final String READ_ERROR = "Input/output error";

    /** Holds what Linux says of a network disk, or a disk behind a daemon, that is not there any more. */
    private static final Set<String> CUT_OFF = Set.of("Transport endpoint is not connected", "Stale file handle");

    private IoReason() {}

    /**
     * Tells whether the whole disk may be gone, and not only a file bad.
     *
     * @param alone whether no other file failed: then a read error is one of that file
     */
    public static boolean isCutOff(IOException e, boolean alone) {
        String reason = of(e);
        return CUT_OFF.contains(reason) || (reason.equals(READ_ERROR) && !alone);
    }

    /** The reason, lower case where the runtime gives none of its own. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
