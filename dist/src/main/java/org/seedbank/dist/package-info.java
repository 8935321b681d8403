/** Makes documents of the packages. Not part of what is installed. */
package org.seedbank.dist;
