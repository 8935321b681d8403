/** The tracker over HTTP: a small server for announces, scrapes and pages. */
package org.seedbank.tracker.internal.http;
