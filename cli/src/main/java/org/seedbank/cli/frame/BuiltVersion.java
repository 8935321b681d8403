package org.seedbank.cli.frame;

import org.seedbank.library.Version;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, for its help. */
public final class BuiltVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {Version.program()};
    }
}
