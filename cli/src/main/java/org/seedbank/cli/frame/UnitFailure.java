package org.seedbank.cli.frame;

import java.io.IOException;
import java.nio.file.Path;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;

/** The file that has systemd start the node could not be put in place or taken away. */
public final class UnitFailure extends SeedbankException {

    public UnitFailure(Path file, IOException cause) {
        super(
                "cannot write '%s': %s".formatted(file, IoReason.of(cause)),
                "check that you may write there and that the disk is not full",
                cause);
    }

    public UnitFailure(Path file, String reason, String remedy) {
        super("'%s' %s".formatted(file, reason), remedy, null);
    }
}
