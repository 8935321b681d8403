package org.seedbank.integrity.bencode;

/** A bencoded value. */
public sealed interface BValue permits BInteger, BBytes, BList, BDict {

    /** The word for this kind of value in a message. */
    String kind();
}
