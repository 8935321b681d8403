package org.seedbank.cli.option;

import picocli.CommandLine.Option;

/** The option that lets strangers' torrents name addresses of this machine and of private networks. */
public final class PrivateOption {

    @Option(
            names = "--allow-private",
            description =
                    "Ask trackers and web seeds on this machine and in private networks too, where the torrent names"
                            + " them. Without it, only what is on the Internet is asked, and 'seedbank status' says what is not.")
    private boolean allowed;

    /** True when they may be asked. */
    public boolean isAllowed() {
        return allowed;
    }
}
