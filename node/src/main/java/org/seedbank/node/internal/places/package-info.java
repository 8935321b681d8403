/** Where the datasets of a node lie: a place belongs to one of them. */
package org.seedbank.node.internal.places;
