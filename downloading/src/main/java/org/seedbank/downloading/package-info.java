/**
 * Values and failures of fetching. The use cases lie in {@code fetch}, {@code repair} and {@code reference}, over the
 * places of copies in {@code place}.
 */
package org.seedbank.downloading;
