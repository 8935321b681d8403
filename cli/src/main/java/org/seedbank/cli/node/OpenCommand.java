package org.seedbank.cli.node;

import java.net.URI;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.node.api.PageKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Opens the node's page in a browser. */
@Command(
        name = "open",
        description = {
            "",
            "Prints the page's address and opens it where there is a screen; starts the node if none runs. The page shows"
                    + " all datasets, live, and does what the commands do. It is served by the node itself, on this machine"
                    + " alone, and asks no other host for anything.",
            "",
            "The address has a key that opens the page once, within five minutes: give it to nobody. What it opens ends with"
                    + " the node, or after twelve hours without use.",
            "",
            "On another machine, forward the port by the same number: 'ssh -L PORT:127.0.0.1:PORT HOST', and open the"
                    + " printed address in the browser here."
        },
        footer = {"  seedbank open", "  seedbank open --print"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class OpenCommand implements Callable<Integer> {

    private final Context context;

    @Option(names = "--print", description = "Print the address, and open no browser.")
    private boolean print;

    public OpenCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PageKey page = NodeUse.node(context).pageKey();
        boolean opened = !print && context.browser().open(URI.create(page.address()));
        context.terminal().out().println(page.address());
        context.terminal().out().flush();
        context.terminal()
                .say("%s; its key works once, within %s"
                        .formatted(
                                opened ? "opened in the browser" : "open it in a browser of this machine",
                                Amounts.duration(page.lives())));
        return ExitCodes.OK;
    }
}
