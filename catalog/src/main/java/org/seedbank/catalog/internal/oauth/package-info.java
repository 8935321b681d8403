/** The client's side of OAuth 2.0 for a program on somebody's machine (RFC 6749, RFC 7636, RFC 8252). */
package org.seedbank.catalog.internal.oauth;
