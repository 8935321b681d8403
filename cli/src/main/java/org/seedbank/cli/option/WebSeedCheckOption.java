package org.seedbank.cli.option;

import java.util.Locale;
import org.seedbank.uploading.webseed.CheckDepth;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much of web seeds is looked at before a torrent names them. */
public final class WebSeedCheckOption {

    @Option(
            names = "--check-web-seed",
            paramLabel = "sample|full|no",
            converter = DepthConverter.class,
            defaultValue = "sample",
            description =
                    "How much of a web seed's files is read and compared: some pieces, which is the default, every byte, or"
                            + " nothing. A server with other bytes is refused; one that lacks files costs a warning. To"
                            + " name one is the word to ask it, however far the node reaches; with 'no' nobody is asked.")
    private CheckDepth depth;

    /** The depth that was asked for. */
    public CheckDepth depth() {
        return depth;
    }

    static final class DepthConverter implements ITypeConverter<CheckDepth> {
        @Override
        public CheckDepth convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "sample" -> CheckDepth.SAMPLE;
                case "full" -> CheckDepth.ALL;
                case "no", "off", "none" -> CheckDepth.NONE;
                default -> throw new TypeConversionException("'%s' is not sample, full or no".formatted(text));
            };
        }
    }
}
