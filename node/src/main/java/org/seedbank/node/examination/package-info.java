/** What is found when a node looks why something stands still. */
package org.seedbank.node.examination;
