package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Digests as the programs compute them that print them: sums of GNU coreutils 9.1, OpenSSL 3.0, b3sum 1.2, RHash 1.4.3. */
final class DigestAlgorithmTest {

    private static final String BLAKE2B_OF_ABC = "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923";

    @ParameterizedTest
    @CsvSource({
        "CRC32, 352441c2",
        "MD5, 900150983cd24fb0d6963f7d28e17f72",
        "BLAKE2B_128, cf4ab791c62b8d2b2109c90275287816",
        "SHA1, a9993e364706816aba3e25717850c26c9cd0d89d",
        "BLAKE2B_160, 384264f676f39536840523f284921cdc68b6846b",
        "SHA224, 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        "SHA512_224, 4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa",
        "SHA3_224, e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        "BLAKE2B_224, 9bd237b02a29e43bdd6738afa5b53ff0eee178d6210b618e4511aec8",
        "SHA256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "SHA512_256, 53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        "SHA3_256, 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        "BLAKE2B_256, bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
        "BLAKE3, 6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
        "SHA384, cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "SHA3_384, ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25",
        "BLAKE2B_384, 6f56a82c8e7ef526dfe182eb5212f7db9df1317e57815dbda46083fc30f54ee6c66ba83be64b302d7cba6ce15bb556f4",
        "SHA512, ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "SHA3_512, b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e"
                + "10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
        "BLAKE2B, " + BLAKE2B_OF_ABC
    })
    void of_three_letters(DigestAlgorithm algorithm, String digest) {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);

        assertThat(hex(algorithm.newDigest().digest(abc))).isEqualTo(digest);
    }

    /** A whole block, one byte more than that, nothing, and many. */
    @ParameterizedTest
    @CsvSource({
        "BLAKE2B, 0, 786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
                + "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce",
        "BLAKE2B, 128, 2319e3789c47e2daa5fe807f61bec2a1a6537fa03f19ff32e87eecbfd64b7e0e"
                + "8ccff439ac333b040f19b0c4ddd11a61e24ac1fe0f10a039806c5dcc0da3d115",
        "BLAKE2B, 129, f59711d44a031d5f97a9413c065d1e614c417ede998590325f49bad2fd444d3e"
                + "4418be19aec4e11449ac1a57207898bc57d76a1bcf3566292c20c683a5c4648f",
        "BLAKE2B, 100000, a0b4e1c912a57364ed019d57296b9f14fd4ac7a36dc5b324706ba2b1497cf7b5"
                + "8b813ef6d86efab3a9461768ea9a552ab97554f8c4b010ed26d04ae6158bcedf",
        "BLAKE3, 0, af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        "BLAKE3, 128, f17e570564b26578c33bb7f44643f539624b05df1a76c81f30acd548c44b45ef",
        "BLAKE3, 129, 683aaae9f3c5ba37eaaf072aed0f9e30bac0865137bae68b1fde4ca2aebdcb12",
        "BLAKE3, 100000, d93c23eedaf165a7e0be908ba86f1a7a520d568d2d13cde787c8580c5c72cc54",
        "CRC32, 0, 00000000",
        "CRC32, 128, 24650d57",
        "CRC32, 129, ca91cdf7",
        "CRC32, 100000, b353b8fa"
    })
    void of_lengths_about_a_block(DigestAlgorithm algorithm, int length, String digest) {
        assertThat(hex(algorithm.newDigest().digest(bytes(length)))).isEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource
    void parts_of_any_length_give_the_digest_of_the_whole(DigestAlgorithm algorithm) {
        byte[] all = bytes(5000);
        MessageDigest parts = algorithm.newDigest();
        int at = 0;
        for (int length = 1; at < all.length; length = length * 3 % 397 + 1) {
            int count = Math.min(length, all.length - at);
            parts.update(all, at, count);
            at += count;
        }
        byte[] digest = parts.digest();

        assertThat(hex(digest)).isEqualTo(hex(algorithm.newDigest().digest(all)));
        assertThat(digest).hasSize(algorithm.bytes());
        assertThat(parts.getDigestLength()).isEqualTo(algorithm.bytes());
        for (byte each : all) {
            parts.update(each);
        }
        assertThat(hex(parts.digest())).as("again, byte by byte").isEqualTo(hex(digest));
    }

    @Test
    void a_computation_that_was_reset_begins_anew() {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            MessageDigest digest = algorithm.newDigest();
            digest.update(bytes(200));
            digest.reset();

            assertThat(hex(digest.digest(bytes(3))))
                    .as(algorithm.label())
                    .isEqualTo(hex(algorithm.newDigest().digest(bytes(3))));
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
