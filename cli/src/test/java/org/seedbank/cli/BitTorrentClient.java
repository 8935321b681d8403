package org.seedbank.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.catalog.drive.emulator.NodeProject;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A program of others that fetches and seeds torrents, by TCP and with no way of finding peers but those that it is told. */
enum BitTorrentClient {
    ARIA2("aria2 1.36", "aria2c", TorrentFormat.V1) {
        @Override
        void fetch(ClientLab lab, List<Path> torrents, Path folder, String peer) throws Exception {
            lab.start(command(folder, torrents, "--seed-time=0"));
        }

        @Override
        int seed(ClientLab lab, List<Path> torrents, Path folder) throws Exception {
            int port = lab.port();
            int control = lab.port();
            ClientLab.Running running = lab.start(command(
                    folder,
                    torrents,
                    "--check-integrity=true",
                    "--seed-ratio=0.0",
                    "--listen-port=" + port,
                    "--enable-rpc",
                    "--rpc-listen-port=" + control));
            String ask = "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"aria2.tellActive\",\"params\":[[\"seeder\"]]}";
            String url = "http://127.0.0.1:%d/jsonrpc".formatted(control);
            ClientLab.eventually(
                    "seeds all",
                    () -> count(lab.run(List.of("curl", "-sS", "-d", ask, url)), "\"seeder\":\"true\"")
                            == torrents.size(),
                    running);
            return port;
        }

        private List<String> command(Path folder, List<Path> torrents, String... options) {
            return words(
                    List.of(
                            "aria2c",
                            "--no-conf",
                            "--allow-overwrite=true",
                            "--enable-dht=false",
                            "--enable-dht6=false",
                            "--bt-enable-lpd=false",
                            "--enable-peer-exchange=false",
                            "--file-allocation=none",
                            "--max-concurrent-downloads=20",
                            "--dir=" + folder),
                    List.of(options),
                    torrents);
        }

        /** It drops keys that are empty (aria2/aria2#1927), and so has another infohash for what has any. */
        @Override
        boolean reads(ClientLab lab, Path torrent, String infohash) throws Exception {
            return lab.run(List.of("aria2c", "--no-conf", "-S", torrent.toString()))
                    .contains("Info Hash: " + infohash);
        }
    },

    TRANSMISSION("Transmission 3", "transmission-daemon", TorrentFormat.V1) {
        @Override
        void fetch(ClientLab lab, List<Path> torrents, Path folder, String peer) throws Exception {
            start(lab, torrents, folder);
        }

        @Override
        int seed(ClientLab lab, List<Path> torrents, Path folder) throws Exception {
            int control = start(lab, torrents, folder);
            ClientLab.eventually(
                    "seeds all",
                    () -> count(lab.run(List.of("transmission-remote", "127.0.0.1:" + control, "-l")), " 100% ")
                            == torrents.size());
            String session = lab.run(List.of("transmission-remote", "127.0.0.1:" + control, "-si"));
            return Integer.parseInt(session.replaceAll("(?s).*Listenport: *([0-9]+).*", "$1"));
        }

        /** Starts it, gives it the torrents, and returns its port for commands. */
        private int start(ClientLab lab, List<Path> torrents, Path folder) throws Exception {
            int control = lab.port();
            ClientLab.Running running = lab.start(List.of(
                    "transmission-daemon",
                    "-f",
                    "-g",
                    lab.fresh("transmission").toString(),
                    "-w",
                    folder.toString(),
                    "-p",
                    Integer.toString(control),
                    "-P",
                    Integer.toString(lab.port()),
                    "-M",
                    "-O",
                    "-Y",
                    "-T"));
            for (Path each : torrents) {
                ClientLab.eventually(
                        "takes a torrent",
                        () -> lab.run(List.of(
                                        "transmission-remote",
                                        "127.0.0.1:" + control,
                                        "-a",
                                        each.toString(),
                                        "-w",
                                        folder.toString()))
                                .contains("success"),
                        running);
            }
            return control;
        }

        @Override
        boolean reads(ClientLab lab, Path torrent, String infohash) throws Exception {
            return lab.run(List.of("transmission-show", torrent.toString())).contains("Hash: " + infohash);
        }
    },

    QBITTORRENT("qBittorrent 4.5", "qbittorrent-nox", TorrentFormat.values()) {
        @Override
        void fetch(ClientLab lab, List<Path> torrents, Path folder, String peer) throws Exception {
            start(lab, torrents, folder);
        }

        @Override
        int seed(ClientLab lab, List<Path> torrents, Path folder) throws Exception {
            return start(lab, torrents, folder);
        }

        /** Starts it and returns its port for peers, once what it has is checked. */
        private int start(ClientLab lab, List<Path> torrents, Path folder) throws Exception {
            int port = lab.port();
            int control = lab.port();
            Path profile = lab.fresh("qbittorrent");
            Path settings = Files.createDirectories(profile.resolve("qBittorrent/config"));
            Files.writeString(settings.resolve("qBittorrent.conf"), """
                [LegalNotice]
                Accepted=true
                [BitTorrent]
                Session\\Port=%d
                Session\\DHTEnabled=false
                Session\\LSDEnabled=false
                Session\\PeXEnabled=false
                Session\\BTProtocol=TCP
                Session\\MultiConnectionsPerIp=true
                Session\\QueueingSystemEnabled=false
                Session\\TorrentContentLayout=Original
                Session\\SSRFMitigation=false
                [Network]
                PortForwardingEnabled=false
                [Preferences]
                WebUI\\Port=%d
                WebUI\\Address=127.0.0.1
                WebUI\\LocalHostAuth=false
                """.formatted(port, control));
            ClientLab.Running running = lab.start(words(
                    List.of(
                            "env",
                            "HOME=" + profile,
                            "qbittorrent-nox",
                            "--profile=" + profile,
                            "--save-path=" + folder,
                            "--skip-dialog=true",
                            "--add-paused=false"),
                    List.of(),
                    torrents));
            String url = "http://127.0.0.1:%d/api/v2/torrents/info".formatted(control);
            ClientLab.eventually(
                    "has checked what there is",
                    () -> {
                        String said = lab.run(List.of("curl", "-sS", url));
                        return count(said, "\"state\":") == torrents.size() && !said.contains("\"state\":\"checking");
                    },
                    running);
            return port;
        }
    },

    WEBTORRENT("WebTorrent", "node", TorrentFormat.V1, TorrentFormat.HYBRID) {
        @Override
        void fetch(ClientLab lab, List<Path> torrents, Path folder, String peer) throws Exception {
            start(lab, torrents, folder, peer, lab.port()).await("done");
        }

        @Override
        int seed(ClientLab lab, List<Path> torrents, Path folder) throws Exception {
            int port = lab.port();
            start(lab, torrents, folder, "-", port).await("done");
            return port;
        }

        /** Of a hybrid it wants the padding between the files on the disk, too. */
        @Override
        Set<TorrentFormat> gives() {
            return Set.of(TorrentFormat.V1);
        }

        private ClientLab.Running start(ClientLab lab, List<Path> torrents, Path folder, String peer, int port)
                throws Exception {
            String script = NodeProject.install("webtorrent")
                    .toAbsolutePath()
                    .resolve("webtorrent.mjs")
                    .toString();
            return lab.start(words(
                    List.of("node", script, folder.toString(), Integer.toString(port), peer, "no"),
                    List.of(),
                    torrents));
        }

        @Override
        boolean reads(ClientLab lab, Path torrent, String infohash) throws Exception {
            ClientLab.Running running = start(lab, List.of(torrent), lab.fresh("read"), "-", lab.port());
            ClientLab.eventually(
                    "reads a torrent or ends over it",
                    () -> running.said().contains("ready") || !running.process().isAlive());
            running.process().destroy();
            return running.said().contains("ready");
        }
    },

    LIBTORRENT("libtorrent 2.0.8", "/usr/bin/python3", TorrentFormat.values()) {
        @Override
        void fetch(ClientLab lab, List<Path> torrents, Path folder, String peer) throws Exception {
            for (Path each : torrents) {
                lab.start(List.of(
                        "/usr/bin/python3",
                        PEER.toString(),
                        "fetch",
                        each.toString(),
                        folder.toString(),
                        peer.substring(peer.lastIndexOf(':') + 1),
                        peer.substring(0, peer.lastIndexOf(':'))));
            }
        }

        @Override
        int seed(ClientLab lab, List<Path> torrents, Path folder) throws Exception {
            String all = String.join(":", torrents.stream().map(Path::toString).toList());
            ClientLab.Running running = lab.start(
                    List.of("/usr/bin/python3", PEER.toString(), "seed", all, folder.toString(), lab.address()));
            running.await("\n");
            return Integer.parseInt(running.said().strip());
        }
    };

    private static final Path PEER = LauncherBench.TREE.resolve("swarm/src/test/resources/libtorrent_peer.py");

    private final String title;
    private final String program;
    /** A copy that nobody can change, which its type does not say. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<TorrentFormat> formats;

    BitTorrentClient(String title, String program, TorrentFormat... formats) {
        this.title = title;
        this.program = program;
        this.formats = Set.of(formats);
    }

    /** As {@code publish} names it. */
    String title() {
        return title;
    }

    /** What it can read. */
    Set<TorrentFormat> formats() {
        return formats;
    }

    /** What it seeds of folders that it has not fetched itself. */
    Set<TorrentFormat> gives() {
        return formats;
    }

    /** Leaves the test out, with the reason, where it is not installed. */
    void require() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(":"))
                        .map(each -> Path.of(each).resolve(program))
                        .anyMatch(Files::isExecutable))
                .as("'%s' is not installed", program)
                .isTrue();
        if (this == LIBTORRENT) {
            Process python = new ProcessBuilder(program, "-c", "import libtorrent").start();
            assumeThat(python.waitFor())
                    .as("python3-libtorrent is not installed")
                    .isZero();
        }
    }

    /** Begins to fetch into a folder, from a peer that those who take one are told of, and that a tracker tells the others of. */
    abstract void fetch(ClientLab lab, List<Path> torrents, Path folder, String peer) throws Exception;

    /** Seeds what lies in a folder, and returns the port where it takes peers, once it does. */
    abstract int seed(ClientLab lab, List<Path> torrents, Path folder) throws Exception;

    /** Whether it takes a torrent, for what it is. */
    boolean reads(ClientLab lab, Path torrent, String infohash) throws Exception {
        return true;
    }

    private static List<String> words(List<String> first, List<String> then, List<Path> files) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        files.forEach(each -> all.add(each.toString()));
        return all;
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
