package org.seedbank.cli.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seedbank.catalog.names.Found;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.ShellWord;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.fetch.SeedAddresses;
import org.seedbank.downloading.reference.Resolved;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the line by which somebody else gets a dataset. */
@Command(
        name = "invite",
        description = {
            "",
            "The line is pasted behind 'seedbank get' on another machine; it is quoted for a shell. Of a dataset of a"
                    + " catalog on the web it is the catalog's address and the serial; otherwise a magnet link, with its"
                    + " trackers, web seeds and addresses of seeds.",
            "",
            "An address with what looks like a personal key, and one that only this machine reaches, is left out, which is"
                    + " said. A private torrent that is left with no tracker is refused: nobody could fetch it."
        },
        footer = {"  seedbank invite 1", "  seedbank invite alice/12 --magnet", "  seedbank invite soil-2024 --json"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.DAMAGED,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.CATALOG,
            ExitCodes.Help.INTERRUPTED
        })
public final class InviteCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "REF", description = "A serial, name, digest or infohash, or a .torrent file or URL.")
    private String reference;

    @Option(names = "--magnet", description = "Print a magnet link, even where a catalog on the web has it.")
    private boolean magnet;

    @Mixin
    private CatalogOption catalog;

    @Mixin
    private OutputOptions output;

    public InviteCommand(Context context) {
        this.context = context;
    }

    /**
     * An invitation.
     *
     * @param line what is pasted behind {@code seedbank get}
     * @param arguments its words, as no shell has to read them
     * @param leftOut addresses that are not in it, without their keys
     */
    private record Invitation(String name, String line, List<String> arguments, List<String> leftOut) {
        static Invitation of(String name, List<String> words, List<String> leftOut) {
            return new Invitation(name, ShellWord.line(words), words, leftOut);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Resolved resolved = new RequestedDatasets(context, catalog, false)
                .named(List.of(reference))
                .get(0)
                .get(new RequestedDatasets.Magnets(Network.LOCAL, link -> {
                    throw new DownloadingException.UnknownKind(link);
                }));
        Optional<List<String>> listed =
                magnet ? Optional.empty() : resolved.dataset().flatMap(InviteCommand::inCatalog);
        Invitation invitation = listed.isPresent()
                ? Invitation.of(resolved.torrent().name(), listed.get(), List.of())
                : byMagnet(resolved.torrent());
        invitation.leftOut().forEach(address -> context.terminal()
                .warn("'%s' is not in it: %s".formatted(address, why(address))));
        if (output.json()) {
            JsonOutput.print(invitation, context.terminal());
        } else {
            context.terminal().out().println(invitation.line());
            if (context.terminal().outIsTerminal()) {
                context.terminal().say("whoever is to have it pastes this behind 'seedbank get'");
            }
        }
        return ExitCodes.OK;
    }

    private static Optional<List<String>> inCatalog(Found.Dataset dataset) {
        URI uri = dataset.source().catalog().uri();
        boolean onTheWeb = List.of("http", "https").contains(uri.getScheme())
                && !isOfThisMachine(uri.toString())
                && !AddressKeys.isIn(uri.toString());
        return onTheWeb
                ? Optional.of(
                        List.of("--catalog", uri.toString(), dataset.listed().reference()))
                : Optional.empty();
    }

    private Invitation byMagnet(Metainfo torrent) {
        List<String> leftOut = new ArrayList<>();
        List<List<String>> tiers = torrent.trackerTiers().stream()
                .map(tier -> tier.stream().filter(url -> isGiven(url, leftOut)).toList())
                .filter(tier -> !tier.isEmpty())
                .toList();
        List<String> webSeeds =
                torrent.webSeeds().stream().filter(url -> isGiven(url, leftOut)).toList();
        if (torrent.isPrivate() && tiers.isEmpty()) {
            throw CommandFailure.noInvitation(
                    "'%s' is a private torrent, and each of its trackers has a personal key or is of this machine"
                            .formatted(torrent.name()),
                    "its peers are had from its trackers alone: have whoever keeps the tracker give the other side a torrent of"
                            + " its own");
        }
        if (torrent.isPrivate()) {
            context.terminal().warn("its peers are had from its trackers alone, which may want to know who asks");
        }
        String link = torrent.withUrls(tiers, webSeeds)
                .magnetLink(SeedAddresses.of(torrent).stream()
                        .filter(peer -> !isOfThisMachine("tcp://" + peer))
                        .toList());
        return Invitation.of(torrent.name(), List.of(link), leftOut);
    }

    private static boolean isGiven(String url, List<String> leftOut) {
        boolean given = !AddressKeys.isIn(url) && !isOfThisMachine(url);
        if (!given) {
            leftOut.add(AddressKeys.hidden(url));
        }
        return given;
    }

    private static String why(String shown) {
        return isOfThisMachine(shown) ? "only this machine reaches it" : "it holds what looks like a personal key";
    }

    private static boolean isOfThisMachine(String url) {
        return HostKind.hostOf(url)
                .filter(host -> HostKind.of(host) == HostKind.PRIVATE)
                .map(host ->
                        HostKind.inDigits(host).map(InviteCommand::isLoopback).orElse(true))
                .orElse(false);
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
