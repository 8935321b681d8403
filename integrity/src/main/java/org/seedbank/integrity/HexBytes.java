package org.seedbank.integrity;

import org.apache.commons.codec.DecoderException;
import org.apache.commons.codec.binary.Hex;

/** Bytes of hex text that has been checked already. */
public final class HexBytes {

    private HexBytes() {}

    public static byte[] decode(String hex) {
        try {
            return Hex.decodeHex(hex);
        } catch (DecoderException e) {
            throw new IllegalStateException("checked hex '%s' did not decode".formatted(hex), e);
        }
    }
}
