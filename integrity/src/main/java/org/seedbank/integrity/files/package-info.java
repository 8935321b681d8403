/** Small files that are read with a bound, and written whole or not at all. */
package org.seedbank.integrity.files;
