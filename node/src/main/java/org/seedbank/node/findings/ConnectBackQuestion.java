package org.seedbank.node.findings;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IoReason;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.SwarmKey;

/** Asks another node to connect back, which tells whether this machine's port is open from there. */
public final class ConnectBackQuestion {

    private static final Pattern ANSWER = Pattern.compile("tcp=([a-z]{1,20}) udp=([a-z]{1,20})\r?\n?");
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Both probes one after another, each with its own patience. */
    private static final Duration ANSWERED = Duration.ofSeconds(30);

    private static final int LONGEST = 200;

    private ConnectBackQuestion() {}

    /**
     * Asks, without any proxy: what counts is the address that the other sees.
     *
     * @param other where it answers such questions
     * @param port where this machine's peers listen
     * @param dataset one that peers here have, to shake hands about
     * @param overUdp whether peers come in by uTP too
     * @return whether the port is open for TCP and for UDP, or why that is not known
     */
    public static List<Finding> ask(HostPort other, int port, Optional<SwarmKey> dataset, boolean overUdp) {
        String said;
        try (Socket socket = new Socket()) {
            connect(socket, new InetSocketAddress(InetAddress.getByName(other.host()), other.port()));
            socket.setSoTimeout((int) ANSWERED.toMillis());
            String question = "seedbank-connect-back 1 %d %s\n"
                    .formatted(port, dataset.map(SwarmKey::hex).orElse("-"));
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            said = new String(socket.getInputStream().readNBytes(LONGEST), StandardCharsets.US_ASCII);
        } catch (UnknownHostException e) {
            return List.of(Finding.of(Kind.PORT_NO_WAY, other.toString(), NotAsked.UNKNOWN_HOST.text()));
        } catch (NoRouteToHostException e) {
            return List.of(Finding.of(Kind.PORT_NO_WAY, other.toString(), IoReason.of(e)));
        } catch (IOException e) {
            return List.of(Finding.of(Kind.PORT_NOT_ASKED, other.toString(), IoReason.of(e)));
        }
        return told(read(other.toString(), Integer.toString(port), said), overUdp);
    }

    /** Java has a kind of its own where a host is not reached, and none where a network is not. */
    private static void connect(Socket socket, InetSocketAddress other) throws IOException {
        try {
            socket.connect(other, (int) CONNECT.toMillis());
        } catch (ConnectException e) {
            throw e;
        } catch (SocketException e) {
            NoRouteToHostException noWay = new NoRouteToHostException(e.getMessage());
            noWay.initCause(e);
            throw noWay;
        }
    }

    /** What an answer says. */
    static List<Finding> read(String other, String port, String said) {
        Matcher words = ANSWER.matcher(said);
        if (!words.matches()) {
            String reason = said.startsWith("refused=")
                    ? said.substring("refused=".length()).strip()
                    : "what answers there is no node that connects back";
            return List.of(Finding.of(Kind.PORT_NOT_ASKED, other, reason));
        }
        List<Finding> findings = new ArrayList<>();
        String tcp = words.group(1);
        findings.add(
                switch (tcp) {
                    case "handshake" -> Finding.of(Kind.PORT_REACHED, port, other, "and shook hands as peers do");
                    case "connected" -> Finding.of(Kind.PORT_REACHED, port, other, "and did not shake hands");
                    default -> Finding.of(Kind.PORT_CLOSED, port, other, tcp);
                });
        findings.add(
                words.group(2).equals("connected")
                        ? Finding.of(Kind.UDP_REACHED, port, other)
                        : Finding.of(Kind.UDP_NOT_REACHED, port, other));
        return findings;
    }

    /** Those that matter: where peers do not come in by uTP, a port without UDP is no fault. */
    static List<Finding> told(List<Finding> findings, boolean overUdp) {
        return findings.stream()
                .filter(each -> overUdp || each.kind() != Kind.UDP_NOT_REACHED)
                .toList();
    }
}
