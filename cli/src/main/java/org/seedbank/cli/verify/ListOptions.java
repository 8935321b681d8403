package org.seedbank.cli.verify;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.interchange.FixityVerification;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for a copy that is held against something other than a torrent: a list of digests, or the copy itself as a bag. */
final class ListOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description =
                    "Verify against this list of digests instead of a torrent: what sha256sum and its like, b3sum,"
                            + " rhash, hashdeep or Get-FileHash prints, or an SFV file.")
    private Path manifest;

    /**
     * The verification that was asked for; none where it is one against a torrent.
     *
     * @param first what was typed first, or null
     * @param second what was typed then, or null
     * @throws ParameterException when something is missing, or too much
     */
    Optional<FixityVerification> verification(String first, Path second) {
        if (manifest != null) {
            if (first == null) {
                throw wrong("the PATH of the copy is missing");
            }
            if (second != null) {
                throw wrong("--manifest stands in place of TORRENT-or-REF: name only a PATH");
            }
            return Optional.of(FixityVerification.ofList(manifest, Path.of(first)));
        }
        boolean isBag = first != null && second == null && FixityVerification.isBag(Path.of(first));
        return isBag ? Optional.of(FixityVerification.ofBag(Path.of(first))) : Optional.empty();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
