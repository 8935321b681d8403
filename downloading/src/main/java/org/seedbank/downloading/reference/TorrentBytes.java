package org.seedbank.downloading.reference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;

/** What somebody takes for a torrent: perhaps packed by gzip, and perhaps the page on which it is offered. */
final class TorrentBytes {

    /** Titles stand at the beginning. */
    private static final int MOST_OF_PAGE = 64 << 10;

    private static final int LONGEST_TITLE = 100;

    private static final Pattern TITLE =
            Pattern.compile("<title\\b[^>]{0,200}>([^<]{0,2000})", Pattern.CASE_INSENSITIVE);

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private TorrentBytes() {}

    /**
     * The torrent.
     *
     * @param where the file or address that the bytes are of, for a person
     * @param to where that has led
     * @throws DownloadingException.WebPage when it is a page
     * @throws IntegrityException.BadTorrent when it is something else than a torrent
     */
    static Metainfo parse(String where, Optional<String> to, byte[] bytes) {
        try {
            byte[] plain = isGzip(bytes) ? unpacked(bytes) : bytes;
            if (isPage(plain)) {
                throw new DownloadingException.WebPage(where, to, title(plain));
            }
            return Metainfo.parse(plain);
        } catch (IntegrityException.BadTorrent e) {
            throw e.in(where);
        }
    }

    /**
     * The torrent in a file, as {@link Metainfo#read(Path)} reads it.
     *
     * @throws DownloadingException.WebPage when it is a page
     */
    static Metainfo read(Path file) {
        try {
            return Metainfo.read(file);
        } catch (IntegrityException.BadTorrent e) {
            byte[] bytes = again(file);
            if (isGzip(bytes) || isPage(bytes)) {
                return parse(file.toString(), Optional.empty(), bytes);
            }
            throw e.in(file.toString());
        }
    }

    /** What is too large for a torrent is none, packed or not. */
    private static byte[] again(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Metainfo.MAX_BYTES);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0xff) == GZIP_FIRST && (bytes[1] & 0xff) == GZIP_SECOND;
    }

    /** No torrent begins like that: a dictionary begins with a letter. */
    private static boolean isPage(byte[] bytes) {
        int at = startsWithMark(bytes) ? 3 : 0;
        while (at < bytes.length && Character.isWhitespace(bytes[at])) {
            at++;
        }
        return at < bytes.length && bytes[at] == '<';
    }

    /** The page's title, in one line of a bounded length; empty when it has none near its beginning. */
    private static Optional<String> title(byte[] page) {
        String start = new String(page, 0, Math.min(page.length, MOST_OF_PAGE), StandardCharsets.UTF_8);
        Matcher title = TITLE.matcher(start);
        if (!title.find()) {
            return Optional.empty();
        }
        String text = title.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
        String shown = text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) + "…" : text;
        return Optional.of(shown).filter(each -> !each.isEmpty());
    }

    /** The mark of the byte order, as UTF-8 has it. */
    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    private static byte[] unpacked(byte[] packed) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] plain = in.readNBytes(Metainfo.MAX_BYTES + 1);
            if (plain.length > Metainfo.MAX_BYTES) {
                throw new IntegrityException.BadTorrent(
                        "it is packed by gzip, and larger than %d bytes".formatted(Metainfo.MAX_BYTES), null);
            }
            return plain;
        } catch (IOException e) {
            throw new IntegrityException.BadTorrent("it is packed by gzip, and damaged: " + e.getMessage(), e);
        }
    }
}
