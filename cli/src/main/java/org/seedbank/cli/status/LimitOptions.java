package org.seedbank.cli.status;

import java.util.Optional;
import org.seedbank.node.api.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A change of what transfers may use, as a person writes it. */
@Command
public final class LimitOptions {

    @Option(
            names = "--up",
            paramLabel = "RATE",
            converter = RateOption.Up.class,
            description = "Send at most so much, such as 1000K.")
    private Limits up;

    @Option(
            names = "--down",
            paramLabel = "RATE",
            converter = RateOption.Down.class,
            description = "Receive at most so much, such as 5M.")
    private Limits down;

    @Option(
            names = "--ratio",
            paramLabel = "N",
            converter = RateOption.Ratio.class,
            description = "Seed a dataset until N times what was received of it has been sent.")
    private Limits ratio;

    /**
     * Reads options that stand in one line, with spaces between.
     *
     * @throws ParameterException when they make no sense, with a message for a person
     */
    public static LimitOptions parse(String line) {
        LimitOptions options = new LimitOptions();
        CommandLine commandLine = new CommandLine(options).setExpandAtFiles(false);
        String words = line.strip();
        commandLine.parseArgs(words.isEmpty() ? new String[0] : words.split(" +", -1));
        if (!options.isChange()) {
            throw new ParameterException(commandLine, "name a limit: --up RATE, --down RATE or --ratio N");
        }
        return options;
    }

    boolean isChange() {
        return up != null || down != null || ratio != null;
    }

    /** Returns the limits that follow; what is not named stays as it is. */
    public Limits changed(Limits now) {
        Optional<Long> newUp = up == null ? now.up() : up.up();
        Optional<Long> newDown = down == null ? now.down() : down.down();
        return new Limits(newUp, newDown, ratio == null ? now.ratio() : ratio.ratio());
    }
}
