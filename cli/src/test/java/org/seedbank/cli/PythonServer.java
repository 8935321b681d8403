package org.seedbank.cli;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Any web server, {@code python3 -m http.server}: serves a folder on a free port of this machine. */
final class PythonServer implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile(" port ([0-9]+) ");

    private final Process process;
    private final BufferedReader said;
    private final String port;

    PythonServer(Path folder) throws Exception {
        process = new ProcessBuilder(
                        "python3", "-u", "-m", "http.server", "-b", "127.0.0.1", "-d", folder.toString(), "0")
                .redirectErrorStream(true)
                .start();
        said = process.inputReader(StandardCharsets.UTF_8);
        Matcher line = PORT.matcher(String.valueOf(said.readLine()));
        if (!line.find()) {
            close();
            throw new IllegalStateException("the server does not say its port");
        }
        port = line.group(1);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
        said.close();
    }
}
