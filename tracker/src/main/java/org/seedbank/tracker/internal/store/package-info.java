/** What a tracker keeps over restarts: completed downloads, member keys, and the history of its totals. */
package org.seedbank.tracker.internal.store;
