/** Holds what transfers may use: the limits that people set, and the rules of the schedule. */
package org.seedbank.node.internal.rates;
