/** The place of a copy on the disk: locked, filled beside itself, and put in place once it was verified. */
package org.seedbank.downloading.place;
