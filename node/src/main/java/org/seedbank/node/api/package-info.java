/** Holds what a node can be told and asked, with the values that go to and fro. */
package org.seedbank.node.api;
