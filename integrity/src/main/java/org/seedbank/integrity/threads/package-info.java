/** Threads that have to live as long as whoever began them, and how it is known when one does not. */
package org.seedbank.integrity.threads;
