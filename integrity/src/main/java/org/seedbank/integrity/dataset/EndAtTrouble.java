package org.seedbank.integrity.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.internal.hashing.ReadWatch;

/**
 * Ends a run at the first file that cannot be read or is no longer what the scan saw: neither a publication nor a list
 * can have holes.
 *
 * @param sources the files in the order of the run's items
 */
public record EndAtTrouble(List<SourceFile> sources) implements ReadWatch {

    @Override
    public void finished(int item) {
        sources.get(item).checkUnchanged();
    }

    @Override
    public void failed(int item, IOException reason) {
        SourceFile source = sources.get(item);
        if (reason instanceof EOFException) {
            throw new IntegrityException.ChangedWhileRead(source.file(), reason.getMessage(), reason);
        }
        source.checkUnchanged();
        throw new IntegrityException.CannotRead(source.file(), reason);
    }
}
