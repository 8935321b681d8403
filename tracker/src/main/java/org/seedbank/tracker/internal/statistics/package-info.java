/** Figures of one moment, and the forms in which they are shown. */
package org.seedbank.tracker.internal.statistics;
