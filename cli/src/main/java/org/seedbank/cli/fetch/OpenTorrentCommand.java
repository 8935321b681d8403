package org.seedbank.cli.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.Failures;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.PathArgument;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.ShellWord;
import org.seedbank.downloading.reference.References;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a torrent that a person has opened on the desktop, asks where to, and has the node fetch it. */
@Command(
        name = "open-torrent",
        description = {
            "",
            "What the desktop runs in a terminal when a torrent or a magnet link is opened; see 'seedbank"
                    + " install-desktop'. The terminal stays until Enter is pressed."
        },
        footer = {"  seedbank open-torrent weather.torrent", "  seedbank open-torrent weather.torrent --catalog local"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.NOBODY_HAS_IT,
            ExitCodes.Help.INTERRUPTED
        })
public final class OpenTorrentCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TORRENT",
            description = "A .torrent file, also as a file: address, a URL, or a magnet link.")
    private String torrent;

    @Mixin
    private CatalogOption catalog;

    public OpenTorrentCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!context.keyboard().isAttended()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "nobody is there to ask where to: use 'seedbank get %s -d DIR'"
                            .formatted(ShellWord.of(reference())));
        }
        int code;
        try {
            String reference = reference();
            context.terminal().tell(SafeText.line(described(reference)));
            code = fetch(reference, folder());
        } catch (SeedbankException e) {
            Failures.tell(e, context.terminal());
            code = ExitCodes.of(e.getClass());
        }
        ask("press Enter to close this");
        return code;
    }

    /** File managers hand over files as addresses (Desktop Entry Specification, {@code %u}). */
    private String reference() {
        if (!torrent.toLowerCase(Locale.ROOT).startsWith("file:")) {
            return torrent;
        }
        try {
            return Path.of(URI.create(torrent)).toString();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "'%s' is no address of a file".formatted(torrent), e);
        }
    }

    private String described(String reference) throws InterruptedException {
        if (Magnet.isMeant(reference)) {
            Magnet magnet = Magnet.parse(reference);
            return "'%s', whose size is known once somebody has sent its torrent"
                    .formatted(magnet.name().orElseGet(() -> magnet.v1()
                            .or(magnet::v2)
                            .map(InfoHash::hex)
                            .orElseThrow()));
        }
        CatalogSet set = catalog.set(context);
        Metainfo found = new References(() -> set).resolve(reference).torrent();
        return "'%s', %s in %s"
                .formatted(
                        found.name(),
                        Amounts.bytes(found.totalLength()),
                        Amounts.files(found.files().size()));
    }

    private String folder() throws InterruptedException {
        Path home = context.userHome();
        Path downloads = home.resolve("Downloads");
        Path usual = Files.isDirectory(downloads) ? downloads : home;
        String answer = ask("fetch it into which folder? [%s]".formatted(usual));
        if (answer.isEmpty()) {
            return usual.toString();
        }
        return answer.equals("~") || answer.startsWith("~/")
                ? home.resolve(answer.substring(Math.min(2, answer.length()))).toString()
                : answer;
    }

    private String ask(String question) throws InterruptedException {
        context.terminal().err().print("seedbank: " + SafeText.line(question) + " ");
        context.terminal().err().flush();
        try {
            return context.keyboard().line().orElse("").strip();
        } catch (IOException e) {
            return "";
        }
    }

    private int fetch(String reference, String folder) throws InterruptedException {
        GetCommand get = new GetCommand(context);
        CommandLine line = new CommandLine(get).registerConverter(Path.class, new PathArgument());
        line.parseArgs("-d", folder, "--", reference);
        return get.call();
    }
}
