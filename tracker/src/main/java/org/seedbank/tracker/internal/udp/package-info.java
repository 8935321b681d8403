/** The tracker over UDP (BEP 15). */
package org.seedbank.tracker.internal.udp;
