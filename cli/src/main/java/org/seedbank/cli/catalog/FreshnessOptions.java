package org.seedbank.cli.catalog;

import org.seedbank.catalog.Freshness;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How new the list of a remote catalog has to be. */
final class FreshnessOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--offline",
            description = "Ask no remote catalog: show what is known on this machine, and how old that is.")
    private boolean offline;

    @Option(names = "--refresh", description = "Read remote catalogs anew from beginning to end.")
    private boolean refresh;

    Freshness freshness() {
        if (offline && refresh) {
            throw new ParameterException(spec.commandLine(), "--offline and --refresh exclude each other");
        }
        if (offline) {
            return Freshness.STORED;
        }
        return refresh ? Freshness.WHOLE : Freshness.RECENT;
    }

    boolean isOffline() {
        return offline;
    }
}
