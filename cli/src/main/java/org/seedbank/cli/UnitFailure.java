package org.seedbank.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;

/** The file that has systemd start the node could not be put in place or taken away. */
final class UnitFailure extends SeedbankException {

    UnitFailure(Path file, IOException cause) {
        super(
                "cannot write '%s': %s".formatted(file, IoReason.of(cause)),
                "check that you may write there and that the disk is not full",
                cause);
    }

    UnitFailure(Path file, String reason, String remedy) {
        super("'%s' %s".formatted(file, reason), remedy, null);
    }
}
