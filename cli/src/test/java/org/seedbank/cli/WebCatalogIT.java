package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An export behind a web server that anybody has: {@code python3 -m http.server}. */
@ExtendWith(Benches.class)
class WebCatalogIT {

    @Test
    void a_dataset_is_listed_and_fetched_from_a_plain_web_server(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024", "--title", "Soil 2024");
        bench.run("catalog", "export", "BENCH/web");
        try (PythonServer server = new PythonServer(bench.path("web"))) {
            Outcome list = bench.run("list", "--catalog", server.url());
            Outcome get =
                    bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--catalog", server.url() + "index.html");

            assertThat(list.out()).isEqualTo("""
                serial  state    size  files  published   title
                     1  seeding  47 B      2  YYYY-MM-DD  Soil 2024
                """);
            assertThat(get.exitCode()).as(get.err()).isZero();
            assertThat(bench.files("copy/soil-2024")).isEqualTo(bench.files("soil-2024"));
        }
    }
}
