package org.seedbank.integrity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the host of a stranger's URL leads. Whoever makes requests that strangers ask for makes them to {@link #PUBLIC}
 * addresses alone: others are of this machine and of networks that strangers cannot reach themselves, where routers,
 * databases and the metadata of cloud machines answer whoever asks. The one place that has this rule.
 */
public enum HostKind {
    /** An address of the Internet. */
    PUBLIC,
    /** An address of this machine, of a network that is not the Internet's, or of no single machine. */
    PRIVATE,
    /** A name, which only a name server can tell more of; each address that it leads to has to be judged. */
    NAME,
    /** Nothing that all programs would understand in the same way. */
    UNUSABLE;

    private static final int MAX_NAME = 253;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    /** What a host's name is made of, RFC 1123, with the underscore that people use in spite of it. */
    private static final Pattern NAMED =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\\.)*[a-z0-9_][a-z0-9_-]{0,62}\\.?");

    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern DOTTED = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");

    /** Numbers as the C library's {@code inet_aton} reads them. */
    private static final Pattern NUMBER = Pattern.compile("0[xX][0-9a-fA-F]*|[0-9]+");

    private static final Pattern AUTHORITY = Pattern.compile(
            "[a-z][a-z0-9+.-]*://(?:[^/?#@\\s\\\\]*@)?(\\[[^\\[\\]/?#@\\s]*]|[^\\[\\]/?#@:\\s]*)(?::[0-9]{0,5})?(?:/.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Block MAPPED =
            new Block(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0}, 96);
    private static final long IPV4_ADDRESSES = 1L << 32;

    /**
     * Blocks that are no machines of the Internet, by IANA's registries of special-purpose addresses (RFC 6890 and its
     * updates), and multicast. Those for documentation lead to nobody and are not among them.
     */
    private static final List<Block> NOT_GLOBAL = Block.all(
            "0.0.0.0/8",
            "10.0.0.0/8", // RFC 1918
            "100.64.0.0/10", // shared by the customers of a provider, RFC 6598
            "127.0.0.0/8",
            "169.254.0.0/16", // link local, where cloud machines find their metadata
            "172.16.0.0/12", // RFC 1918
            "192.0.0.0/24",
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // RFC 1918
            "198.18.0.0/15", // laboratories, RFC 2544
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "::/3", // unspecified, loopback, and forms of IPv4
            "2001::/23", // protocols, such as Teredo
            "4000::/2", // of all the rest, only 2000::/3 is given to anybody; this is fc00::/7, fe80::/10, ff00::/8 and
            // more
            "8000::/1");

    /** Blocks whose addresses stand for one of IPv4, by the byte that it begins at: NAT64 (RFC 6052) and 6to4 (RFC 3056). */
    private static final Map<Block, Integer> EMBEDDING =
            Map.of(Block.parse("64:ff9b::/96"), 12, Block.parse("2002::/16"), 2);

    /**
     * The host of a URL, without brackets; empty where programs could disagree on it. What follows the host, such as a
     * query with odd characters, does not matter.
     */
    public static Optional<String> hostOf(String url) {
        Matcher parts = AUTHORITY.matcher(url);
        if (!parts.matches() || parts.group(1).isEmpty()) {
            return Optional.empty();
        }
        String host = parts.group(1);
        return Optional.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    /** The kind of a URL's host. */
    public static HostKind ofUrl(String url) {
        return hostOf(url).map(HostKind::of).orElse(UNUSABLE);
    }

    /** The kind of a host, as it stands in a URL; an IPv6 address may have its brackets. No name is looked up. */
    public static HostKind of(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        String lower = bare.toLowerCase(Locale.ROOT);
        Optional<byte[]> digits = inDigits(lower);
        if (digits.isPresent()) {
            return of(digits.get());
        }
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (lower.length() > MAX_NAME || !NAMED.matcher(lower).matches() || endsInNumber(name)) {
            return UNUSABLE;
        }
        return name.equals("localhost") || name.endsWith(".localhost") ? PRIVATE : NAME;
    }

    /** The kind of an address of 4 or 16 bytes. */
    public static HostKind of(byte[] address) {
        byte[] bytes = embedded(address);
        return NOT_GLOBAL.stream().anyMatch(block -> block.has(bytes)) ? PRIVATE : PUBLIC;
    }

    /**
     * Ranges without an address of the Internet, for filters of other programs. Those of embedded IPv4 addresses are left
     * out, as each of them has to be judged by itself.
     */
    public static List<Range> privateRanges() {
        return NOT_GLOBAL.stream().map(Block::range).toList();
    }

    /** Addresses that embed one of IPv4, and lie among {@link #privateRanges}. */
    public static List<Range> embeddingRanges() {
        return EMBEDDING.keySet().stream().map(Block::range).toList();
    }

    /**
     * All addresses from one to another, which are of one family.
     *
     * @param first the lowest
     * @param last the highest
     */
    public record Range(String first, String last) {}

    private static byte[] embedded(byte[] address) {
        return EMBEDDING.entrySet().stream()
                .filter(each -> each.getKey().has(address))
                .findFirst()
                .map(each -> Arrays.copyOfRange(address, each.getValue(), each.getValue() + IPV4_BYTES))
                .orElse(address);
    }

    /**
     * The 4 or 16 bytes of the address that a host is in digits: IPv6, and IPv4 in each form that {@code inet_aton} reads, such as
     * {@code 0x7f.1}, {@code 017700000001} and {@code 2130706433}; empty for a name.
     */
    public static Optional<byte[]> inDigits(String host) {
        return host.indexOf(':') >= 0
                ? ipv6(host.replaceFirst("%[A-Za-z0-9_.-]+$", "")) // The zone says on which of our own links.
                : ipv4(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }

    /** RFC 4291, 2.2: eight groups, of which some zeros may be left out once, and the last two may be those of IPv4. */
    private static Optional<byte[]> ipv6(String host) {
        int gap = host.indexOf("::");
        Optional<byte[]> head = groups(gap < 0 ? host : host.substring(0, gap), gap < 0);
        Optional<byte[]> tail = groups(gap < 0 ? "" : host.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int length = head.get().length + tail.get().length;
        if (gap < 0 ? length != IPV6_BYTES : length > IPV6_BYTES - 2) {
            return Optional.empty();
        }
        byte[] address = Arrays.copyOf(head.get(), IPV6_BYTES);
        System.arraycopy(tail.get(), 0, address, IPV6_BYTES - tail.get().length, tail.get().length);
        return Optional.of(unmapped(address));
    }

    /** An IPv4 address is the same one when it is mapped into IPv6 (RFC 4291, 2.5.5.2). */
    private static byte[] unmapped(byte[] address) {
        return MAPPED.has(address) ? Arrays.copyOfRange(address, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES) : address;
    }

    private static Optional<byte[]> groups(String text, boolean isEnd) {
        String[] groups = text.isEmpty() ? new String[0] : text.split(":", -1);
        byte[] bytes = new byte[2 * groups.length + 2];
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            if (GROUP.matcher(groups[i]).matches()) {
                int group = Integer.parseInt(groups[i], 16);
                bytes[length++] = (byte) (group >> 8);
                bytes[length++] = (byte) group;
                continue;
            }
            Optional<byte[]> last =
                    isEnd && i == groups.length - 1 && DOTTED.matcher(groups[i]).matches()
                            ? ipv4(groups[i])
                            : Optional.empty();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            System.arraycopy(last.get(), 0, bytes, length, IPV4_BYTES);
            length += IPV4_BYTES;
        }
        return Optional.of(Arrays.copyOf(bytes, length));
    }

    /** Each part but the last is a byte; the last has what is left. */
    private static Optional<byte[]> ipv4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > IPV4_BYTES
                || !Arrays.stream(parts).allMatch(part -> NUMBER.matcher(part).matches())) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long limit = last ? IPV4_ADDRESSES >> (8 * i) : 256;
            long value = number(parts[i]);
            if (value < 0 || value >= limit) {
                return Optional.empty();
            }
            address = last ? (address << (8 * (IPV4_BYTES - i))) | value : (address << 8) | value;
        }
        return Optional.of(
                new byte[] {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address});
    }

    /** The value of a decimal, octal or hexadecimal number; negative when it is none or too large. */
    private static long number(String text) {
        try {
            if (text.length() > 1 && (text.charAt(1) == 'x' || text.charAt(1) == 'X')) {
                return text.length() == 2 ? 0 : Long.parseLong(text, 2, text.length(), 16);
            }
            return text.length() > 1 && text.startsWith("0") ? Long.parseLong(text, 8) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Some take such a name for an address, and others look it up. */
    private static boolean endsInNumber(String name) {
        return NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }

    /** Addresses with the same first bits. */
    private static final class Block {

        private final byte[] first;
        private final int bits;

        private Block(byte[] first, int bits) {
            this.first = first;
            this.bits = bits;
        }

        static List<Block> all(String... blocks) {
            return Arrays.stream(blocks).map(Block::parse).toList();
        }

        static Block parse(String text) {
            String[] parts = text.split("/", -1);
            byte[] first = (parts[0].contains(":") ? ipv6(parts[0]) : ipv4(parts[0])).orElseThrow();
            return new Block(first, Integer.parseInt(parts[1]));
        }

        Range range() {
            byte[] last = first.clone();
            for (int i = bits; i < last.length * 8; i++) {
                last[i / 8] |= (byte) (0x80 >> (i % 8));
            }
            return new Range(text(first), text(last));
        }

        private static String text(byte[] address) {
            return address.length == IPV4_BYTES
                    ? IntStream.range(0, IPV4_BYTES)
                            .mapToObj(i -> Integer.toString(Byte.toUnsignedInt(address[i])))
                            .collect(Collectors.joining("."))
                    : IntStream.range(0, IPV6_BYTES / 2)
                            .mapToObj(i -> "%02x%02x".formatted(address[2 * i], address[2 * i + 1]))
                            .collect(Collectors.joining(":"));
        }

        boolean has(byte[] address) {
            if (first.length != address.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int bit = 0x80 >> (i % 8);
                if ((first[i / 8] & bit) != (address[i / 8] & bit)) {
                    return false;
                }
            }
            return true;
        }
    }
}
