package org.seedbank.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

/** A dataset of one small file with its torrent (v1) and its draft, for tests that need something to post. */
public final class SampleDataset {

    private static final int PIECE = 16 << 10;

    private final String name;
    private final byte[] content;

    /** A file of this name with this content, at most 16 KiB in UTF-8. */
    public SampleDataset(String name, String content) {
        this.name = name;
        this.content = content.getBytes(StandardCharsets.UTF_8);
    }

    /** One of many datasets that differ. */
    public static SampleDataset number(int number) {
        return new SampleDataset("depth-" + number + ".csv", "station,depth\n" + number + ",10\n");
    }

    /** The dataset digest. */
    public Sha256 digest() {
        String manifest = Sha256.digestOf(content) + "  " + name + "\n";
        return Sha256.digestOf(manifest.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry for it that no catalog has seen. */
    public Entry draft() {
        return Entry.builder(digest())
                .title("Soil depth, " + name)
                .bytes(content.length)
                .files(1)
                .pieceLength(PIECE)
                .infohashV1(InfoHash.of(DigestUtils.sha1(info())))
                .build();
    }

    /** Its torrent, a fresh array. */
    public byte[] torrent() {
        return torrent(info());
    }

    /** Its torrent as it was read. */
    public Metainfo metainfo() {
        return Metainfo.parse(torrent());
    }

    /** The torrent of the same file as any other program would make it. */
    public byte[] torrentWithoutDigests() {
        return torrent(commonInfo().text("e").toByteArray());
    }

    private static byte[] torrent(byte[] info) {
        return new Bencode().text("d4:info").bytes(info).text("e").toByteArray();
    }

    private byte[] info() {
        return commonInfo()
                .text("10:x-seedbankd6:digest")
                .string(digest().bytes())
                .text("5:files")
                .string(Sha256.digestOf(content).bytes())
                .text("ee")
                .toByteArray();
    }

    private Bencode commonInfo() {
        return new Bencode()
                .text("d6:lengthi" + content.length + "e4:name")
                .string(name.getBytes(StandardCharsets.UTF_8))
                .text("12:piece lengthi" + PIECE + "e6:pieces")
                .string(DigestUtils.sha1(content));
    }

    private static final class Bencode {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bencode text(String text) {
            return bytes(text.getBytes(StandardCharsets.US_ASCII));
        }

        Bencode bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Bencode string(byte[] bytes) {
            return text(bytes.length + ":").bytes(bytes);
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
