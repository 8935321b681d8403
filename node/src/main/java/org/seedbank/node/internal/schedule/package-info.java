/** What holds at which time of the day. */
package org.seedbank.node.internal.schedule;
