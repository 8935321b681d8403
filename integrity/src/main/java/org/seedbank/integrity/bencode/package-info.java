/** Bencode (BEP 3): a bounded reader, a canonical writer, and the values between them. */
package org.seedbank.integrity.bencode;
