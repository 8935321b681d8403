package org.seedbank.integrity.bencode;

/** Bytes that are not the bencode that was expected; the message says what is wrong and where. */
public final class BencodeException extends Exception {

    /** Says what is wrong, lower case, no full stop. */
    public BencodeException(String message) {
        super(message);
    }

    /** Says what is wrong, and the failure of the library underneath. */
    public BencodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
