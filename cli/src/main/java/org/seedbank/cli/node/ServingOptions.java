package org.seedbank.cli.node;

import java.util.Optional;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.serving.HttpServing;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a node serves datasets over HTTP. */
final class ServingOptions {

    private static final String OFF = "off";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--serve-http",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "ADDRESS:PORT",
            description = "Serve the datasets published from here over HTTP too, to everybody who reaches this address;"
                    + " 'off' ends that. Default address: 127.0.0.1:6880.")
    private String place;

    @Option(
            names = "--serve-url",
            paramLabel = "URL",
            description =
                    "The address under which others reach what --serve-http serves, such as that of a server with TLS"
                            + " before it; 'publish --serve' names it. Default: http://ADDRESS:PORT/.")
    private String url;

    @Option(names = "--serve-fetched", description = "With --serve-http, serve what was fetched too, as a mirror does.")
    private boolean fetched;

    /** How the node is to serve, if it is to; what is not said is as it was before. */
    Optional<HttpServing> serving(Optional<HttpServing> before) {
        if (OFF.equals(place)) {
            if (url != null || fetched) {
                throw wrong("--serve-http off does not go with --serve-url and --serve-fetched");
            }
            return Optional.empty();
        }
        if (place == null && before.isEmpty()) {
            if (url != null || fetched) {
                throw wrong("--serve-url and --serve-fetched are for --serve-http");
            }
            return Optional.empty();
        }
        try {
            HostPort listen = place == null ? before.get().listen() : HttpServing.place(place);
            Optional<String> base = url == null ? before.flatMap(HttpServing::url) : Optional.of(HttpServing.base(url));
            return Optional.of(new HttpServing(
                    listen, base, fetched || before.filter(HttpServing::fetched).isPresent()));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
