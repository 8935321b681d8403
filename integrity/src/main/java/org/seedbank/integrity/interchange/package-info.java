/** Lists of digests and bags that other programs write and read: sha256sum, hashdeep, BagIt. */
package org.seedbank.integrity.interchange;
