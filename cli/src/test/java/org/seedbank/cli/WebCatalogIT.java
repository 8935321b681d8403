package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An export behind a web server that anybody has: {@code python3 -m http.server}. */
@ExtendWith(Benches.class)
class WebCatalogIT {

    private static final Pattern PORT = Pattern.compile(" port ([0-9]+) ");

    @Test
    void a_dataset_is_listed_and_fetched_from_a_plain_web_server(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024", "--title", "Soil 2024");
        bench.run("catalog", "export", "BENCH/web");
        try (PythonServer server = new PythonServer(bench.path("web"))) {
            Outcome list = bench.run("list", "--catalog", server.url());
            Outcome get = bench.run("get", "1", "-d", "BENCH/copy", "--catalog", server.url() + "index.html");

            assertThat(list.out()).isEqualTo("""
                serial  state    size  files  published   title
                     1  seeding  47 B      2  YYYY-MM-DD  Soil 2024
                """);
            assertThat(get.exitCode()).as(get.err()).isZero();
            assertThat(bench.files("copy/soil-2024")).isEqualTo(bench.files("soil-2024"));
        }
    }

    /** Serves a folder on a free port of this machine. */
    private static final class PythonServer implements AutoCloseable {

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
}
