/** Values that go into a tracker, and what can go wrong with one. */
package org.seedbank.tracker.api;
