/** Requests to web servers: which addresses may be asked, redirects, proxies, bounds. */
@NullMarked
package intelmq.runtime.http;

import org.jspecify.annotations.NullMarked;
