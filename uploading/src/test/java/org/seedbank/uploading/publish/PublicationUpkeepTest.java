package org.seedbank.uploading.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.seedbank.uploading.edit.DatasetEdit;
import org.seedbank.uploading.edit.ListChange;
import org.seedbank.uploading.selection.OwnFolders;

/** What a session of this process seeds follows its catalog. */
class PublicationUpkeepTest {

    private static final Duration OFTEN = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private Catalog catalog;
    private Swarm swarm;
    private HttpServer server;
    private volatile boolean listed;
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws Exception {
        catalog = Catalogs.in(folder.resolve("catalog"));
        swarm = LibtorrentSwarm.open(SwarmSettings.local(SwarmFolders.under(folder.resolve("swarm")), "0.1.0")
                .withPort(0));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = listed
                    ? "d8:completei1e10:incompletei0e8:intervali1800e5:peers0:e"
                    : "d14:failure reason10:not listede";
            asked.add(exchange.getRequestURI().getPath() + (listed ? "" : " refused"));
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        swarm.close();
        server.stop(0);
    }

    @Test
    void trackers_that_refused_it_before_it_was_listed_are_asked_again() throws Exception {
        Publication publication = publish();
        await("/first refused");
        listed = true;

        try (PublicationUpkeep upkeep = PublicationUpkeep.open(catalog, swarm, publication, torrent -> {})) {
            await("/first");
        }
    }

    @Test
    void trackers_that_are_edited_in_the_catalog_are_asked_from_then_on() throws Exception {
        listed = true;
        Publication publication = publish();
        BlockingQueue<Metainfo> edited = new LinkedBlockingQueue<>();

        try (PublicationUpkeep upkeep = PublicationUpkeep.open(catalog, swarm, publication, edited::add, OFTEN)) {
            catalog.edit(
                    publication.torrent().datasetDigest().orElseThrow(),
                    DatasetEdit.NONE
                            .withDescription(Description.NONE.withTitle("Soil"))
                            .withTrackers(ListChange.adding(url("/second"))));

            assertThat(edited.poll(60, TimeUnit.SECONDS).trackers()).containsExactly(url("/first"), url("/second"));
            await("/second");
        }
    }

    private void await(String path) throws InterruptedException {
        String next;
        do {
            next = asked.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("is asked at %s", path).isNotNull();
        } while (!next.equals(path));
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    private Publication publish() throws Exception {
        Path dataset = Files.createDirectory(folder.resolve("soil"));
        Files.writeString(dataset.resolve("ph.csv"), "6.5\n7.1\n");
        PublishDataset publish = new PublishDataset(catalog, "seedbank test", OwnFolders.of());
        PublishRequest request = PublishRequest.of(dataset).withTrackers(List.of(url("/first")));
        return publish.publish(publish.prepare(request, event -> {}), swarm, event -> {});
    }
}
