package org.seedbank.integrity.interchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FixityReport;

/**
 * A verification of files against what another program wrote down of them. What is to be compared has been read, and
 * where the files are has been looked up; the files themselves are still to be read. Writes nothing.
 */
public sealed interface FixityVerification permits ListVerification, BagVerification {

    /**
     * Prepares to verify files against a list as {@code sha256sum} and its like (plain or BSD style), {@code b2sum},
     * {@code b3sum}, {@code rhash}, {@code hashdeep} or PowerShell's {@code Get-FileHash} write it, or an SFV file; also
     * one that is signed in clear (RFC 9580, 7).
     *
     * @param list the list; which format it has is seen from its lines
     * @param target the folder that the list's paths are in, or one of its files
     * @throws IntegrityException.BadList when the list cannot be believed, or is not what its signature was made of
     * @throws IntegrityException.NotThere when there is nothing at {@code target}
     * @throws IntegrityException.NotListed when {@code target} is a file and the list does not have just one of its name
     */
    static FixityVerification ofList(Path list, Path target) {
        return ListVerification.prepare(FixityList.read(list), target, ListSignature.here());
    }

    /**
     * Prepares to verify a bag (RFC 8493), and whether it is complete and keeps the rules.
     *
     * @param folder the bag
     * @throws IntegrityException.BadBag when nothing can be verified
     * @throws IntegrityException.BadList when a manifest or a list of files to fetch cannot be believed
     */
    static FixityVerification ofBag(Path folder) {
        return new BagVerification(Bag.open(folder));
    }

    /** Tells whether a folder claims to be a bag. */
    static boolean isBag(Path folder) {
        return Files.isRegularFile(folder.resolve(BagDeclaration.FILE));
    }

    /** Bytes that are to be read. */
    long totalLength();

    /** Returns what a person should know about the list. */
    List<String> warnings();

    /**
     * Reads and compares every file, damaged or not. To be called once.
     *
     * @param jobs hashing threads, at least 1; they end before this returns
     * @param progress called on this thread about ten times a second; bytes count up to {@link #totalLength}
     * @throws IntegrityException.BadList when not one file matches a list that does not tell which kind of digest it has
     * @throws InterruptedException when this thread is interrupted
     */
    FixityReport run(int jobs, Progress progress) throws InterruptedException;
}
