package org.seedbank.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A torrent may hold a certificate for peers that speak TLS. Nobody here does, and the certificate is a stranger's: libtorrent must not
 * hand it to the OpenSSL in it, which one of them can make search for a square root for ever (CVE-2022-0778).
 */
class CertificateTorrentTest {

    @TempDir
    private Path temp;

    @AutoClose
    private SwarmBench bench;

    @BeforeEach
    void open() {
        bench = new SwarmBench(temp);
    }

    @Test
    void its_certificate_is_not_even_looked_at() throws Exception {
        byte[] content = SwarmBench.bytes(16_384);
        Path depth = bench.write("depth.csv", content);
        Metainfo torrent = torrent("depth.csv", content, "not a certificate");

        Swarm seeder = bench.seeding("seeder", torrent, depth);
        Path copy = bench.path("copies/depth.csv");
        SwarmBench.finish(bench.swarm("fetcher").fetch(torrent, copy, SwarmBench.from(seeder)));

        assertThat(copy).hasBinaryContent(content);
    }

    private static Metainfo torrent(String name, byte[] content, String certificate) {
        BencodeWriter info = new BencodeWriter().beginDict().key("length").integer(content.length);
        info.key("name").text(name).key("piece length").integer(content.length);
        info.key("pieces").bytes(DigestUtils.sha1(content)).key("ssl-cert").text(certificate);
        BencodeWriter torrent =
                new BencodeWriter().beginDict().key("info").encoded(info.end().toByteArray());
        return Metainfo.parse(torrent.end().toByteArray());
    }
}
