package org.seedbank.cli.top;

import java.util.List;

/** The keys, for a person. */
final class KeyHelp {

    /** What each key does, and the command that does the same. */
    static final List<String> LINES = List.of(
            "up down k j   choose a dataset",
            "PgUp PgDn     a page up or down",
            "Home End      the first, the last",
            "p  pause      seedbank pause REF",
            "r  resume     seedbank resume REF",
            "l  limit      seedbank limit REF ...",
            "v  verify     seedbank get --verify REF",
            "o  open       its folder",
            "/  filter     name, state or digest; Esc: all",
            "s  sort       by the next column",
            "S  sort       the other way round",
            "Ctrl-L        draw all anew",
            "Ctrl-Z        back to the shell, 'fg'",
            "h  help       this",
            "q  quit       the node goes on",
            "",
            "copies: peers that have all of it.",
            "pieces: # here  + some of them  . none",
            "        ? no peer there has them",
            "The node goes on whether this runs or",
            "not. 'seedbank top --help' tells more.");

    /** The most important ones, as many as fit into a line. */
    static final List<String> SHORT =
            List.of("q quit", "h help", "p pause", "r resume", "l limit", "v verify", "o open", "/ filter", "s sort");

    private KeyHelp() {}
}
