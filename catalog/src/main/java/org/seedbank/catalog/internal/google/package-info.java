/** Google's libraries over this program's HTTP client, and what they do for a login. */
package org.seedbank.catalog.internal.google;
