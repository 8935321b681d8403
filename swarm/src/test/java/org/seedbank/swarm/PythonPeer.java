package org.seedbank.swarm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another client, made of Debian's python3-libtorrent by {@code libtorrent_peer.py}. */
final class PythonPeer {

    private static final String PYTHON = "/usr/bin/python3";

    private PythonPeer() {}

    /** Leaves the test out where it is not installed. */
    static void require() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "python3 is not installed");
        try (OtherProcess python = OtherProcess.program(List.of(PYTHON, "-c", "import libtorrent"))) {
            assumeTrue(python.exitCode() == 0, "python3-libtorrent is not installed");
        }
    }

    static OtherProcess run(String verb, Object... arguments) throws Exception {
        Path script =
                Path.of(PythonPeer.class.getResource("/libtorrent_peer.py").toURI());
        List<String> command = new ArrayList<>(List.of(PYTHON, script.toString(), verb));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return OtherProcess.program(command);
    }
}
