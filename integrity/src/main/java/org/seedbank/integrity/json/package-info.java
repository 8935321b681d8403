/**
 * JSON by RFC 8259 to the letter, from records and to records. {@link org.seedbank.integrity.json.JsonMapper} is the one
 * way in; everybody registers with it the values that only they know.
 */
package org.seedbank.integrity.json;
