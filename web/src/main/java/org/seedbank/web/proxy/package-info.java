/** Proxies of both kinds, and the gateway on this machine through which programs use them that cannot do so themselves. */
package org.seedbank.web.proxy;
