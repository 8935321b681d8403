package org.seedbank.cli.publish;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seedbank.cli.option.DescriptionOptions;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.uploading.publish.PublishRequest;
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
            names = "--web-seed",
            paramLabel = "URL",
            description = "A web server that has the same files; may be given several times.")
    private List<String> webSeeds = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "v1|v2|hybrid",
            converter = FormatConverter.class,
            defaultValue = "hybrid",
            description = "Which hashes the torrent carries. Old clients need v1; hybrid serves all."
                    + " Default: ${DEFAULT-VALUE}.")
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

    PublishRequest request(CommandLine commandLine) {
        trackers.forEach(url -> requireUrl(commandLine, "--tracker", url, List.of("http", "https", "udp")));
        webSeeds.forEach(url -> requireUrl(commandLine, "--web-seed", url, List.of("http", "https")));
        PublishRequest request = PublishRequest.of(path)
                .withDescription(about.description(commandLine))
                .withFormat(format)
                .withTrackers(trackers)
                .withWebSeeds(webSeeds)
                .withSelection(selection.selection(commandLine))
                .withJobs(jobs.count());
        return pieceLength == null ? request : request.withPieceLength(pieceLength);
    }

    private static void requireUrl(CommandLine commandLine, String option, String url, List<String> schemes) {
        boolean usable;
        try {
            URI uri = new URI(url);
            usable = uri.getHost() != null
                    && schemes.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            usable = false;
        }
        if (!usable) {
            throw new ParameterException(
                    commandLine, "%s '%s' is not a URL of %s".formatted(option, url, String.join(", ", schemes)));
        }
    }

    /** Reads {@code v1}, {@code v2} or {@code hybrid}. */
    static final class FormatConverter implements ITypeConverter<TorrentFormat> {
        @Override
        public TorrentFormat convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "v1" -> TorrentFormat.V1;
                case "v2" -> TorrentFormat.V2;
                case "hybrid" -> TorrentFormat.HYBRID;
                default -> throw new TypeConversionException("'%s' is not v1, v2 or hybrid".formatted(text));
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
