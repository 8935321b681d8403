package org.seedbank.integrity.torrent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;

/**
 * Names of files and folders as text. Where one is not UTF-8, as in torrents of programs that wrote the encoding of their
 * system, each byte from 0x80 on and each {@code %} becomes {@code %} and two hex digits: names that differ stay different,
 * the bytes can be told from the text, and every disk can hold it.
 */
final class TorrentNames {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private int escaped;
    private String example = "";

    /** The text for a name, which is not longer than a path may be. */
    String text(BBytes name) throws BencodeException {
        if (name.length() > DatasetPath.MAX_BYTES) {
            throw new BencodeException("a name in it has %d bytes".formatted(name.length()));
        }
        return name.utf8().orElseGet(() -> escaped(name.copy()));
    }

    /** The texts of a path's names, which are not more than a path may have. */
    List<String> texts(BValue.BList path) throws BencodeException {
        if (path.values().size() > DatasetPath.MAX_NAMES) {
            throw new BencodeException(
                    "a path in it has %d names".formatted(path.values().size()));
        }
        List<String> texts = new ArrayList<>();
        for (BValue part : path.values()) {
            if (!(part instanceof BBytes text)) {
                throw new BencodeException("a part of a path is %s".formatted(part.kind()));
            }
            texts.add(text(text));
        }
        return texts;
    }

    private String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c >= 0x80 || c == '%') {
                text.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                text.append(c);
            }
        }
        escaped++;
        example = escaped == 1 ? text.toString() : example;
        return text.toString();
    }

    /** Tells of the names that are not UTF-8. */
    void tell(TorrentWarnings warnings) {
        if (escaped > 0) {
            warnings.add("names in it are not UTF-8: their bytes are written as %%XX, as in '%s'".formatted(example));
        }
    }
}
