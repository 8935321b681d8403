package org.seedbank.cli.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seedbank.cli.option.AddressArguments;
import org.seedbank.cli.option.DescriptionOptions;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.option.WebSeedCheckOption;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.library.Home;
import org.seedbank.uploading.edit.ListChange;
import org.seedbank.uploading.publish.PublishRequest;
import org.seedbank.uploading.trackers.DefaultTrackers;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Options that say what to publish, what is said about it, and how its torrent is made. */
final class PublishOptions {

    @Parameters(paramLabel = "PATH", description = "The dataset: a file or a folder.")
    private Path path;

    @Mixin
    private DescriptionOptions about;

    @Option(
            names = "--tracker",
            paramLabel = "URL",
            description = "A tracker that introduces peers to each other; may be given several times.")
    private List<String> trackers = new ArrayList<>();

    @Option(
            names = "--no-default-trackers",
            description = "Name only these trackers, and none of 'seedbank trackers list'.")
    private boolean noDefaultTrackers;

    @Option(
            names = "--private",
            description =
                    "Make the torrent private (BEP 27): programs ask its trackers alone for peers, and neither DHT nor peer"
                            + " exchange nor local discovery. It needs a tracker, by --tracker or 'seedbank trackers';"
                            + " --seed-address or --web-seed will do.")
    private boolean isPrivate;

    @Option(
            names = "--web-seed",
            paramLabel = "URL",
            description = "A web server that has the same files; may be given several times.")
    private List<String> webSeeds = new ArrayList<>();

    @Mixin
    private WebSeedCheckOption webSeedCheck;

    @Option(
            names = "--seed-address",
            paramLabel = "HOST:PORT",
            description =
                    "Tell those who fetch by the catalog, and in the magnet link, that it is seeded there for good; may be"
                            + " given 8 times. A lab that shares a catalog then needs no tracker.")
    private List<String> seedAddresses = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "auto|hybrid|v1|v2",
            converter = FormatConverter.class,
            description =
                    "Which hashes the torrent carries. Old clients need v1; hybrid serves all. auto, the default, is"
                            + " hybrid unless its padding adds more than a tenth to the bytes, and then v1.")
    private TorrentFormat format;

    @Option(
            names = "--piece-length",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Bytes in a piece: 16K to 16M, a power of two. Default: chosen by the files' sizes.")
    private PieceLength pieceLength;

    @Mixin
    private SelectionOptions selection;

    @Mixin
    private OutputOptions.Jobs jobs;

    PublishRequest request(CommandLine commandLine, Home home) {
        PublishRequest request = PublishRequest.of(path)
                .withDescription(about.description(commandLine))
                .withTrackers(trackers(commandLine, home))
                .withPrivate(isPrivate)
                .withWebSeeds(AddressArguments.webSeeds(commandLine, "--web-seed", webSeeds))
                .withWebSeedCheck(webSeedCheck.depth())
                .withSeedAddresses(AddressArguments.seeds(commandLine, "--seed-address", seedAddresses))
                .withSelection(selection.selection(commandLine))
                .withJobs(jobs.count());
        if (request.isFoundByNobody()) {
            throw new ParameterException(
                    commandLine,
                    "--private needs a tracker, as nobody else is asked who has it: name one with --tracker URL, or for all that is"
                            + " published with 'seedbank trackers add URL'; or say with --seed-address HOST:PORT or --web-seed URL"
                            + " where it is had");
        }
        PublishRequest formatted = format == null ? request : request.withFormat(format);
        return pieceLength == null ? formatted : formatted.withPieceLength(pieceLength);
    }

    private List<String> trackers(CommandLine commandLine, Home home) {
        List<String> named = AddressArguments.trackers(commandLine, "--tracker", trackers);
        List<String> usual = noDefaultTrackers
                ? List.of()
                : DefaultTrackers.in(home.config()).read();
        return new ListChange(usual, List.of()).appliedTo(named, "tracker");
    }

    /** Reads {@code v1}, {@code v2} or {@code hybrid}; {@code auto} asks for none. */
    static final class FormatConverter implements ITypeConverter<TorrentFormat> {
        @Override
        public TorrentFormat convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "auto" -> null;
                case "v1" -> TorrentFormat.V1;
                case "v2" -> TorrentFormat.V2;
                case "hybrid" -> TorrentFormat.HYBRID;
                default -> throw new TypeConversionException("'%s' is not auto, hybrid, v1 or v2".formatted(text));
            };
        }
    }

    /** Reads {@code 65536}, {@code 64K} or {@code 1M}. */
    static final class SizeConverter implements ITypeConverter<PieceLength> {
        @Override
        public PieceLength convert(String text) {
            String upper = text.toUpperCase(Locale.ROOT).replaceFirst("(IB|B)$", "");
            int factor = upper.endsWith("K") ? 1 << 10 : upper.endsWith("M") ? 1 << 20 : 1;
            String digits = factor == 1 ? upper : upper.substring(0, upper.length() - 1);
            try {
                return new PieceLength(Math.multiplyExact(Integer.parseInt(digits), factor));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'%s' is not a size such as 64K or 1M".formatted(text));
            } catch (ArithmeticException | IllegalArgumentException e) {
                throw new TypeConversionException("'%s' is not a power of two from 16K to 16M".formatted(text));
            }
        }
    }
}
