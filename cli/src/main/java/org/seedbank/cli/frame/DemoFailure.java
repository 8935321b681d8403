package org.seedbank.cli.frame;

import java.io.IOException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;

/** The demo could not be played to its end. */
public final class DemoFailure extends SeedbankException {

    public DemoFailure(IOException cause) {
        super(
                "the demo could not go on: " + IoReason.of(cause),
                "check that the folder for temporary files has room; SEEDBANK_JAVA_OPTS=-Djava.io.tmpdir=DIR names another",
                cause);
    }

    public DemoFailure(String step, String what) {
        super("the demo's step '%s' %s".formatted(step, what), "see what it printed above", null);
    }
}
