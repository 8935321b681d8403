package org.seedbank.web.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IoReason;

/** Connections through a proxy: SOCKS5 (RFC 1928, 1929) and {@code CONNECT} of HTTP (RFC 9110). Safe for all threads. */
final class Upstream {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Far more than a proxy has to say. */
    private static final int MOST_HEADER = 16 << 10;

    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final int ASSOCIATE = 3;
    private static final int NO_LOGIN = 0;
    private static final int LOGIN = 2;
    private static final int BY_IPV4 = 1;
    private static final int BY_NAME = 3;
    private static final int BY_IPV6 = 4;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: ([^\r\n]*))?\r?\n(?s:.*)");
    private static final int MOST_WORDS = 80;

    private final ProxyAddress proxy;

    Upstream(ProxyAddress proxy) {
        this.proxy = proxy;
    }

    /** A connection over which the proxy sends datagrams to and fro, and where it takes them. */
    record Association(SocketChannel control, InetSocketAddress relay) {}

    /**
     * Connects to a host through the proxy. Names are looked up where the proxy's kind says.
     *
     * @throws ProxyRefusal when that does not succeed
     */
    SocketChannel connect(HostPort target) throws IOException {
        HostPort asked = proxy.kind().looksUp() || target.isAddress() ? target : lookedUp(target);
        SocketChannel channel = open();
        try {
            if (proxy.kind() == ProxyAddress.Kind.HTTP) {
                connectHttp(channel.socket(), asked);
            } else {
                log(channel.socket());
                ask(channel.socket(), CONNECT, asked);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw refusal(e);
        }
    }

    /**
     * Has the proxy send datagrams.
     *
     * @throws ProxyRefusal when it does not, as no HTTP proxy does
     */
    Association associate() throws IOException {
        if (proxy.kind() == ProxyAddress.Kind.HTTP) {
            throw new ProxyRefusal(ProxyRefusal.Whose.HOST, "an HTTP proxy sends no datagrams");
        }
        SocketChannel channel = open();
        try {
            log(channel.socket());
            InetSocketAddress relay = ask(channel.socket(), ASSOCIATE, new HostPort("0.0.0.0", 0));
            InetAddress host =
                    relay.getAddress().isAnyLocalAddress() ? channel.socket().getInetAddress() : relay.getAddress();
            return new Association(channel, new InetSocketAddress(host, relay.getPort()));
        } catch (IOException e) {
            channel.close();
            throw refusal(e);
        }
    }

    private static HostPort lookedUp(HostPort target) throws IOException {
        try {
            return new HostPort(InetAddress.getByName(target.host()).getHostAddress(), target.port());
        } catch (UnknownHostException e) {
            throw new ProxyRefusal(ProxyRefusal.Whose.HOST, "there is no such host, or no network");
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            InetAddress host = InetAddress.getByName(proxy.place().host());
            if (ProxyGateway.isOurs(host, proxy.place().port())) {
                throw refused("is this program itself");
            }
            channel.socket()
                    .connect(new InetSocketAddress(host, proxy.place().port()), Math.toIntExact(PATIENCE.toMillis()));
            channel.socket().setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            channel.socket().setTcpNoDelay(true);
            return channel;
        } catch (UnknownHostException e) {
            channel.close();
            throw refused("is at a host that nobody knows");
        } catch (ConnectException | SocketTimeoutException e) {
            channel.close();
            throw refused("does not answer");
        } catch (ProxyRefusal e) {
            channel.close();
            throw e;
        } catch (IOException e) {
            channel.close();
            throw refused("cannot be connected to: " + IoReason.of(e));
        }
    }

    private static ProxyRefusal refused(String words) {
        return new ProxyRefusal(ProxyRefusal.Whose.PROXY, words);
    }

    private static ProxyRefusal refusal(IOException e) {
        if (e instanceof ProxyRefusal refusal) {
            return refusal;
        }
        return refused(
                e instanceof SocketTimeoutException
                        ? "was connected to and says nothing"
                        : "ends the connection before it says anything");
    }

    private void connectHttp(Socket socket, HostPort target) throws IOException {
        StringBuilder request = new StringBuilder("CONNECT %s HTTP/1.1\r\nHost: %s\r\n".formatted(target, target));
        proxy.user().ifPresent(user -> request.append("Proxy-Authorization: Basic ")
                .append(Base64.getEncoder()
                        .encodeToString((user + ":" + proxy.password().orElse("")).getBytes(UTF_8)))
                .append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(US_ASCII));
        String header = header(new DataInputStream(socket.getInputStream()));
        Matcher status = STATUS.matcher(header);
        if (!status.matches()) {
            throw refused("is no HTTP proxy by what it answers");
        }
        int code = Integer.parseInt(status.group(1));
        if (code == 407) {
            throw refused(
                    proxy.user().isPresent() ? "refuses the user or the password" : "asks for a user and a password");
        }
        if (code == 502 || code == 503 || code == 504) {
            throw new ProxyRefusal(
                    ProxyRefusal.Whose.HOST, "the proxy does not reach it (%s)".formatted(words(status)));
        }
        if (code / 100 != 2) {
            throw refused("refuses to connect to port %d (%s)".formatted(target.port(), words(status)));
        }
    }

    private static String words(Matcher status) {
        String said = status.group(2) == null ? "" : " " + status.group(2).replaceAll("[^ -~]", "?");
        return status.group(1) + (said.length() > MOST_WORDS ? said.substring(0, MOST_WORDS) + "…" : said);
    }

    /** Not a byte more: what follows is the host's. */
    private static String header(DataInputStream in) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        while (header.size() < MOST_HEADER) {
            header.write(in.readUnsignedByte());
            String text = header.size() < 4 ? "" : header.toString(ISO_8859_1);
            if (text.endsWith("\r\n\r\n") || text.endsWith("\n\n")) {
                return text;
            }
            if (header.size() == 5 && !text.startsWith("HTTP/")) {
                return text;
            }
        }
        throw refused("is no HTTP proxy by what it answers");
    }

    private void log(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        boolean known = proxy.user().isPresent();
        out.write(known ? new byte[] {VERSION, 2, NO_LOGIN, LOGIN} : new byte[] {VERSION, 1, NO_LOGIN});
        if (in.readUnsignedByte() != VERSION) {
            throw refused("is no SOCKS5 proxy by what it answers");
        }
        int method = in.readUnsignedByte();
        if (method == LOGIN && known) {
            byte[] user = proxy.user().orElseThrow().getBytes(UTF_8);
            byte[] password = proxy.password().orElse("").getBytes(UTF_8);
            ByteArrayOutputStream login = new ByteArrayOutputStream();
            login.write(1);
            login.write(user.length);
            login.write(user);
            login.write(password.length);
            login.write(password);
            out.write(login.toByteArray());
            in.readUnsignedByte();
            if (in.readUnsignedByte() != 0) {
                throw refused("refuses the user or the password");
            }
        } else if (method != NO_LOGIN) {
            throw refused(known ? "takes no user with a password" : "asks for a user and a password");
        }
    }

    private InetSocketAddress ask(Socket socket, int command, HostPort target) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(new byte[] {VERSION, (byte) command, 0});
        byte[] digits = HostKind.inDigits(target.host())
                .filter(each -> target.isAddress())
                .orElse(null);
        if (digits == null) {
            byte[] name = target.host().getBytes(US_ASCII);
            request.write(BY_NAME);
            request.write(name.length);
            request.write(name);
        } else {
            request.write(digits.length == 4 ? BY_IPV4 : BY_IPV6);
            request.write(digits);
        }
        request.write(target.port() >> 8);
        request.write(target.port());
        socket.getOutputStream().write(request.toByteArray());
        DataInputStream in = new DataInputStream(socket.getInputStream());
        if (in.readUnsignedByte() != VERSION) {
            throw refused("is no SOCKS5 proxy by what it answers");
        }
        int reply = in.readUnsignedByte();
        if (reply != 0) {
            throw ofReply(reply, digits == null);
        }
        in.readUnsignedByte();
        int form = in.readUnsignedByte();
        byte[] bound = new byte[form == BY_IPV4 ? 4 : form == BY_IPV6 ? 16 : in.readUnsignedByte()];
        in.readFully(bound);
        int port = in.readUnsignedShort();
        InetAddress address =
                form == BY_NAME ? InetAddress.getByName(new String(bound, US_ASCII)) : InetAddress.getByAddress(bound);
        return new InetSocketAddress(address, port);
    }

    /** RFC 1928, 6. There is no reply for a name that the proxy does not know: it gives 1 or 4 then. */
    private static ProxyRefusal ofReply(int reply, boolean byName) {
        String unknown = byName ? ", or does not know its name" : "";
        return switch (reply) {
            case 2 -> refused("refuses the connection by its rules");
            case 3 -> new ProxyRefusal(ProxyRefusal.Whose.HOST, "the proxy has no way to its network");
            case 4 -> new ProxyRefusal(ProxyRefusal.Whose.HOST, "the proxy does not reach it" + unknown);
            case 5 -> new ProxyRefusal(ProxyRefusal.Whose.HOST, "nobody answers at that address");
            case 6 -> new ProxyRefusal(ProxyRefusal.Whose.HOST, "the proxy does not reach it in time");
            case 7 -> refused("sends no datagrams");
            default -> new ProxyRefusal(ProxyRefusal.Whose.HOST, "the proxy fails to connect to it" + unknown);
        };
    }
}
